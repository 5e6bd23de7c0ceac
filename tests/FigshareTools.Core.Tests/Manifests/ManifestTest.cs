using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

/// <summary>Base of tests with manifests in a temporary folder.</summary>
public abstract class ManifestTest : IDisposable
{
    protected const string Md5A = "6ad898b4dfe1cf822122f25c76cb216a";
    protected const string Md5B = "8bd1a4476a30711aa03c6d541a15cf94";

    protected string Folder { get; } = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    protected static FigsharePlate Full { get; } = new()
    {
        Plate = "0012345",
        FileId = 18028784,
        FileName = "batch 1/SQ00014610.sqlite",
        Length = 11_000_000_000,
        Md5 = Md5A,
        ArticleId = 9995672,
        Version = 5,
        Doi = "10.35092/yhjc.9995672.v5",
        Title = "Cell Health, \"single\" cells;\r\nwith\ttabs",
        License = "https://creativecommons.org/licenses/by/4.0/",
        Citation = "Way, Gregory (2019). Cell Health. figshare. Dataset. https://doi.org/10.35092/yhjc.9995672.v5",
        Authors = "Gregory Way (0000-0002-0503-9348); Zoë 张",
        PublishedDate = "2019-10-17T10:00:00Z",
        DownloadUrl = "https://ndownloader.figshare.com/files/18028784",
    };

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(Folder, recursive: true);
    }

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected string Put(string name, string content, Encoding? encoding = null)
    {
        File.WriteAllText(PathOf(name), content, encoding ?? new UTF8Encoding(false));
        return PathOf(name);
    }

    protected IReadOnlyList<ManifestEntry> Entries(string content, string name = "plates.csv") =>
        [.. ManifestFile.Read(Put(name, content), TestContext.Current.CancellationToken)];

    protected IReadOnlyList<FigsharePlate> Plates(string content, string name = "plates.csv")
    {
        var entries = Entries(content, name);
        Assert.Empty(entries.Where(entry => entry.Problem is not null).Select(entry => entry.Problem!.Message));
        return [.. entries.Select(entry => entry.Plate!)];
    }

    protected FigsharePlate Plate(string content, string name = "plates.csv") => Assert.Single(Plates(content, name));

    protected FigshareException Refused(string content, string name = "plates.csv") =>
        Assert.Throws<FigshareException>(() => Entries(content, name));

    protected string Export(string name, ManifestFormat format, params IEnumerable<FigsharePlate> plates)
    {
        using var writer = new ManifestWriter(PathOf(name), format);
        foreach (var plate in plates)
        {
            writer.Write(plate);
        }

        writer.Complete();
        return PathOf(name);
    }
}
