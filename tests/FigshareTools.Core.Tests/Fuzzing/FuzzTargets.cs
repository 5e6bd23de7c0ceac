using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Manifests;
using FigshareTools.PartialFiles;
using FigshareTools.References;
using FigshareTools.Rows;
using FigshareTools.Transfer;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Everything that reads texts from outside.</summary>
internal static class FuzzTargets
{
    private static readonly string[] s_headings = [.. PlateColumns.All.SelectMany(column => column.Aliases.Prepend(column.Name))];

    private static readonly string[] s_values =
    [
        "6ad898b4dfe1cf822122f25c76cb216a", "6AD898B4DFE1CF822122F25C76CB216A", "18028784", "18028784.0", "True", "data/SQ1.sqlite",
        "https://ndownloader.figshare.com/files/7?private_link=63fc1ada93e42e388e63", "../x", "CON", "x.part", "2021-06-10T14:45:37Z",
        "Doe; J. (0000-0001-6123-9515)", "10.6084/m9.figshare.9995672.v5",
    ];

    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new[]
    {
        new FuzzTarget("csv", [.. s_headings, .. s_values, ",", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\"", "#TYPE x\n"], ReadCsv),
        new FuzzTarget("json", [.. s_headings.Select(Quoted), .. s_values.Select(Quoted), "{", "}", "[", "]", ":", ":", ",", ",", "null", "\"files\"",
            "\"authors\"", "\"folder_structure\"", "\"id\"", "\"size\"", "\"name\"", "1", "-1", "true", "//\n", "/*", "\"\\ud800\""], ReadJson),
        new FuzzTarget("md5sums", [.. s_values, " ", "  ", " *", "\t", "\\", "\\n", "\n", "#", "./"], ReadMd5Sums),
        new FuzzTarget("references", [.. s_values, "https://", "figshare.com", "/articles/", "/s/", "doi:", "hdl:", "10.", "/", ".v", "?file=", "&",
            "?private_link=", "/files/", "/versions/", "c.", "https://doi.org/", "[::1]", "@", "xn--", ".", "9995672"], ReadReference)
        {
            IsAnyText = true,
        },
        new FuzzTarget("journal", ["{", "}", "[", "]", ":", ",", "\"State\"", "\"From\"", "\"To\"", "\"Owner\"", "\"Flushed\"", "\"Written\"", "\"FileId\"",
            "\"ETag\"", "\"Name\"", "\"Md5\"", "\"Modified\"", "0", "1", "-1", "null", "\"\"", "\n"], ReadJournal),
        new FuzzTarget("logs", RunLogTarget.Words, RunLogTarget.Read),
        new FuzzTarget("heads", HeadTarget.Words, HeadTarget.Read),
        new FuzzTarget("texts", [.. s_values, "/", "\\", ".", "C:", "\u202E", "\u2066", "\ud800"], ReadText)
        {
            IsAnyText = true,
        },
    }.ToDictionary(target => target.Name, StringComparer.Ordinal);

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static void ReadCsv(string text)
    {
        var plates = Guarded(() => Checked(CsvManifest.Read("m.csv", new StringReader(text), CsvManifest.DelimiterOf(text, false))));
        if (plates.Count == 0)
        {
            return;
        }

        var written = Written(ManifestFormat.Csv, plates);
        var again = Checked(CsvManifest.Read("m.csv", new StringReader(written), ','));
        Assert.Equal(plates.Select(plate => plate with { PrivateLink = null }), again);
    }

    private static void ReadJson(string text)
    {
        var plates = Guarded(() => Checked(JsonManifest.Read("m.json", new StringReader(text))));
        if (plates.Count > 0)
        {
            using var crate = JsonDocument.Parse(Written(ManifestFormat.RoCrate, plates));
            var ids = crate.RootElement.GetProperty("@graph").EnumerateArray().Select(entity => entity.GetProperty("@id").GetString()).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
        }

        try
        {
            var files = JsonSerializer.Deserialize(text, ApiJson.Default.ListApiFile);
            foreach (var file in (files ?? []).OfType<ApiFile>())
            {
                RequireValid(ApiPlates.PlateOf(new ApiArticle(1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, default), file));
            }
        }
        catch (JsonException)
        {
            // The API's client reports it.
        }
    }

    private static void ReadMd5Sums(string text)
    {
        Md5SumManifest.IsFormatOf(text);
        var plates = Guarded(() => Checked(Md5SumManifest.Read("md5sums.txt", new StringReader(text))));
        var written = Written(ManifestFormat.Md5Sum, plates);
        var again = Checked(Md5SumManifest.Read("md5sums.txt", new StringReader(written)));
        Assert.All(again, plate => Assert.Contains(plate.Md5, plates.Select(other => other.Md5)));
    }

    private static void ReadReference(string text)
    {
        AssertPrintable(PastedText.Show(text));
        try
        {
            var reference = FigshareReference.Parse(text);
            // A short key may be a part of anything.
            if (reference.PrivateLink is { Length: > 12 } key && !key.All(char.IsAsciiDigit))
            {
                Assert.DoesNotContain(new FigshareSecret(key).Value, reference.ToString(), StringComparison.Ordinal);
            }
        }
        catch (FigshareException e)
        {
            AssertFailure(e);
        }

        var address = FileAddress.WithoutSecrets(text)!;
        Assert.Null(FileAddress.PrivateLinkOf(address));
        FileAddress.FileIdOf(text);
    }

    private static void ReadJournal(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            // Mutated lines have wrong checksums, and a line with a wrong checksum is not read.
            var json = line.Length > 9 && line[8] == ' ' ? line.Substring(9) : line;
            foreach (var shown in new[] { line, $"{Fnv1a.Hash32(json):x8} {json}" })
            {
                VerificationEntry.Parse(shown);
                if (JournalEntry.Parse(shown) is { State: { } state })
                {
                    var ranges = state.TrustedRanges(1000);
                    Assert.InRange(ranges.Total, 0, 1000);
                    Assert.InRange(ranges.End, 0, 1000);
                    state.Matches(new FigsharePlate());
                }
            }
        }
    }

    private static void ReadText(string text)
    {
        AssertPrintable(PrintableText.Of(text));
        Assert.Equal(PrintableText.Of(text), PrintableText.OfLines(PrintableText.Of(text)));
        Assert.True(CellNumber.TryParse(text, out var number) || number is null);
        var folder = Path.GetTempPath();
        var (path, problem) = SafeFileName.Below(folder, text);
        Assert.True(path is null || path.StartsWith(folder, StringComparison.Ordinal), path);
        Assert.Equal(path is null, problem is not null);
        AssertPrintable(problem ?? "");
        new TargetClaims().Claim(text);
    }

    private static List<FigsharePlate> Guarded(Func<List<FigsharePlate>> read)
    {
        try
        {
            return read();
        }
        catch (FigshareException e)
        {
            AssertFailure(e);
            return [];
        }
    }

    private static List<FigsharePlate> Checked(IEnumerable<ManifestEntry> entries)
    {
        var plates = new List<FigsharePlate>();
        foreach (var entry in entries)
        {
            if (entry.Problem is { } problem)
            {
                AssertFailure(problem);
            }
            else
            {
                RequireValid(entry.Plate!);
                plates.Add(entry.Plate!);
            }
        }

        return plates;
    }

    private static string Written(ManifestFormat format, IReadOnlyList<FigsharePlate> plates)
    {
        using var stream = new MemoryStream();
        using (var output = ManifestOutput.Of(format, stream, "/folder/m.csv", TimeProvider.System))
        {
            foreach (var plate in plates)
            {
                try
                {
                    output.Write(ManifestItem.Of("/folder", plate, null));
                }
                catch (FigshareException e)
                {
                    AssertFailure(e);
                }
            }

            output.Finish();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void RequireValid(FigsharePlate plate)
    {
        Assert.Equal(plate.Md5, Md5Text.Normalize(plate.Md5));
        Assert.True(plate.Length is null or >= 0, $"{plate.Length}");
        Assert.True(plate.FileId >= 0, $"{plate.FileId}");
        Assert.Null(FileAddress.PrivateLinkOf(plate.DownloadUrl));
        AssertPrintable(plate.ToString());
    }

    private static void AssertFailure(FigshareException failure)
    {
        Assert.NotEqual(FigshareErrorId.Unexpected, failure.ErrorId);
        AssertPrintable(failure.Message);
    }

    private static void AssertPrintable(string text) => Assert.Same(text, PrintableText.Of(text));
}
