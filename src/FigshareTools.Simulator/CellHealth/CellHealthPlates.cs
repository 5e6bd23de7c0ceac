using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>
/// Creates a small copy of Figshare article 9995672, "Cell Health - Cell Painting Single Cell Profiles": nine plates,
/// each an SQLite file. The real plates have about 130 GB in total (Way et al. 2021, doi 10.1091/mbc.E20-12-0784).
/// </summary>
public static class CellHealthPlates
{
    /// <summary>The article id.</summary>
    public const long ArticleId = 9995672;

    /// <summary>The DOI without a version suffix.</summary>
    public const string Doi = "10.35092/yhjc.9995672";

    /// <summary>The collection id. The real collection with this id contains other articles.</summary>
    public const long CollectionId = 4362224;

    /// <summary>The title.</summary>
    public const string Title = "Cell Health - Cell Painting Single Cell Profiles";

    /// <summary>The file ids by plate name, from the scripts of broadinstitute/cell-health and WayScience.</summary>
    public static IReadOnlyDictionary<string, long> FileIds { get; } = new SortedDictionary<string, long>
    {
        ["SQ00014610"] = 18028784,
        ["SQ00014611"] = 18508583,
        ["SQ00014612"] = 18505937,
        ["SQ00014613"] = 18506036,
        ["SQ00014614"] = 18031619,
        ["SQ00014615"] = 18506108,
        ["SQ00014616"] = 18506912,
        ["SQ00014617"] = 18508316,
        ["SQ00014618"] = 18508421,
    };

    /// <summary>
    /// Creates the article with plates of about the requested size. The plates stay in the folder, and the next call
    /// with the same size reuses them.
    /// </summary>
    /// <param name="folder">The folder of the plates.</param>
    /// <param name="bytesPerPlate">
    /// The size of a plate in bytes. Plates exceed it by less than 1 %, plates below 1 MB possibly by more.
    /// </param>
    /// <param name="cancellationToken">Cancels the creation. Plates that are complete stay in the folder.</param>
    public static async Task<SimulatedArticle> CreateAsync(
        string folder, long bytesPerPlate, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new SimulatedFile[FileIds.Count];
        await Parallel.ForEachAsync(
            FileIds.Index(),
            new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            async (plate, token) => files[plate.Index] =
                await CreateFileAsync(folder, plate.Item.Key, plate.Item.Value, bytesPerPlate, token));

        return new SimulatedArticle
        {
            Id = ArticleId,
            Title = Title,
            Doi = Doi,
            InstitutionHost = "nih.figshare.com",
            InstitutionStringId = "nih",
            Description = "<p>Single cell profiles of nine plates, measured with CellProfiler.</p>",
            Authors = [new SimulatedAuthor(1, "Gregory", "Way")],
            Keywords = ["Cell Painting", "single cell", "CRISPR"],
            Versions =
            [
                new SimulatedVersion { Number = 5, Files = files },
                new SimulatedVersion { Number = 6, Files = files },
            ],
        };
    }

    /// <summary>Creates a collection that contains the article, so that collections can be tried too.</summary>
    public static SimulatedCollection CreateCollection() => new()
    {
        Id = CollectionId,
        Title = "Cell Health",
        Doi = $"10.6084/m9.figshare.c.{CollectionId}",
        ArticleIds = [ArticleId],
    };

    private static async ValueTask<SimulatedFile> CreateFileAsync(
        string folder, string plate, long fileId, long size, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, plate + ".sqlite");
        if (!PlateHeader.IsComplete(path, size))
        {
            var partial = path + ".part";
            File.Delete(partial);
            await PlateDatabase.CreateAsync(partial, plate, size, cancellationToken);
            File.Move(partial, path, overwrite: true);
        }

        var content = SimulatedContent.FromFile(path);

        // Computing the MD5 here, in parallel with the other plates, keeps the first response of the API fast.
        return new SimulatedFile
        {
            Id = fileId,
            Name = plate + ".sqlite",
            MimeType = "application/x-sqlite3",
            Content = content,
            ComputedMd5 = content.Md5,
        };
    }
}
