using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FigshareTools.Rows;

namespace FigshareTools.Manifests;

/// <summary>
/// Reads tables with a heading line. The delimiter is a comma, a tab or a semicolon; unknown columns are ignored.
/// </summary>
internal static class CsvManifest
{
    /// <summary>The delimiter with which the heading line has the most known columns.</summary>
    /// <param name="head">The beginning of the file.</param>
    /// <param name="isTabbed">Whether the file name implies tabs.</param>
    public static char DelimiterOf(string head, bool isTabbed) =>
        new[] { isTabbed ? '\t' : ',', isTabbed ? ',' : '\t', ';' }
            .OrderByDescending(delimiter => KnownHeadings(head, delimiter))
            .First(); // The order is stable, so the delimiter that the name implies wins a draw.

    public static IEnumerable<ManifestEntry> Read(string path, TextReader text, char delimiter)
    {
        var records = new CsvReader(text, delimiter);
        var parser = RequireFiles(path, HeadingsOf(path, records));
        var others = parser.Headings.Others();
        while (Next(path, records) is var (row, problem) && (row is not null || problem is not null))
        {
            if (problem is not null)
            {
                yield return problem;
                yield break;
            }

            if (!IsEmpty(row!))
            {
                yield return EntryOf(path, records.Line, parser, row!) with { OtherColumns = CellsOf(others, row!) };
            }
        }
    }

    private static (IReadOnlyList<string>? Row, ManifestEntry? Problem) Next(string path, CsvReader records)
    {
        try
        {
            return (records.Read(), null);
        }
        catch (FormatException e)
        {
            return (null, Wrong(path, records.Line, e.Message));
        }
    }

    private static KeyValuePair<string, string>[] CellsOf(
        IReadOnlyList<(int Cell, string Name)> headings, IReadOnlyList<string> row) =>
    [
        .. headings.Where(heading => heading.Cell < row.Count)
            .Select(heading => new KeyValuePair<string, string>(heading.Name, row[heading.Cell])),
    ];

    private static bool IsEmpty(IReadOnlyList<string> row) => row.All(string.IsNullOrWhiteSpace);

    private static ManifestEntry EntryOf(string path, int line, PlateRowParser parser, IReadOnlyList<string> row)
    {
        if (!IsEmpty([.. row.Skip(parser.Headings.Count)]))
        {
            return Wrong(path, line,
                $"it has {row.Count} cells for {parser.Headings.Count} headings; put quotation marks around cells "
                + "that contain the delimiter");
        }

        if (parser.IsArticle(row, out var id))
        {
            return Wrong(path, line, $"article {id} is not a file; list its files with Get-FigshareManifest {id}");
        }

        try
        {
            return parser.Parse(row) switch
            {
                { DescribesFile: false } => Wrong(path, line, PlateRow.NoFile),
                { IsKeyMissing: true } => Wrong(path, line, PlateRow.NoKey, FigshareErrorId.InvalidPlate),
                var plate => ManifestEntry.Of(plate.Plate),
            };
        }
        catch (FormatException e)
        {
            return Wrong(path, line, e.Message);
        }
    }

    private static ManifestEntry Wrong(
        string path, int line, string why, FigshareErrorId id = FigshareErrorId.InvalidManifest) =>
        ManifestEntry.Wrong(id, $"{path}, line {line}: {why}.");

    private static PlateRowParser RequireFiles(string path, PlateRowParser? parser) => parser?.Headings switch
    {
        null => throw ManifestFile.Invalid(path, "it has no heading line; export the manifest again"),
        { HaveArticleKeys: true } headings when !headings.Has(PlateColumns.ArticleId) => throw ManifestFile.Invalid(
            path, "it lists articles, not files; give their ids to Get-FigshareManifest"),
        { DescribeFiles: false } => throw ManifestFile.Invalid(path,
            "its heading line has no FileId (nor figshare_id, id or download_url), and no name with a length or an "
            + "MD5; begin it with headings such as Plate,FileId,Md5"),
        _ => parser!,
    };

    /// <summary>The first record that is neither empty nor a comment such as Export-Csv's <c>#TYPE</c>.</summary>
    private static PlateRowParser? HeadingsOf(string path, CsvReader records)
    {
        while (Next(path, records) is var (row, problem))
        {
            if (problem is not null)
            {
                throw problem.Problem!;
            }

            if (row is null)
            {
                return null;
            }

            if (!IsEmpty(row) && row[0] is not ['#', ..])
            {
                return new PlateRowParser(row);
            }
        }

        return null;
    }

    private static int KnownHeadings(string head, char delimiter)
    {
        try
        {
            return HeadingsOf("", new CsvReader(new StringReader(head), delimiter))?.Headings.Known ?? 0;
        }
        catch (FigshareException)
        {
            return 0;
        }
    }
}
