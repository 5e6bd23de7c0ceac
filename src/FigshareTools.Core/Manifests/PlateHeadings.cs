using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Manifests;

/// <summary>Which cell of a row, or which property of an object, tells what of a plate.</summary>
internal sealed class PlateHeadings
{
    // The first of several that a row fills is taken: of two MD5s, the one that Figshare computed.
    private static readonly IReadOnlyDictionary<PlateField, string[]> s_names = new Dictionary<PlateField, string[]>
    {
        [PlateField.Plate] =
        [
            "Plate", "Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId",
            "Plate_Id", "Barcode",
        ],
        [PlateField.FileId] = ["FileId", "file_id", "figshare_id", "FigshareId", "Id"],
        [PlateField.FileName] = ["FileName", "file_name", "name"],
        [PlateField.Length] = ["Length", "size", "size_bytes"],
        [PlateField.Md5] = ["Md5", "computed_md5", "supplied_md5", "checksum", "hash"],
        [PlateField.ArticleId] = ["ArticleId", "article_id"],
        [PlateField.Version] = ["Version"],
        [PlateField.Doi] = ["Doi"],
        [PlateField.Title] = ["Title"],
        [PlateField.License] = ["License", "licence"],
        [PlateField.Citation] = ["Citation"],
        [PlateField.Authors] = ["Authors"],
        [PlateField.PublishedDate] = ["PublishedDate", "published_date"],
        [PlateField.DownloadUrl] = ["DownloadUrl", "download_url", "Url"],
        [PlateField.IsLinkOnly] = ["IsLinkOnly", "is_link_only"],
    };

    private readonly Dictionary<PlateField, int[]> _cells;

    /// <param name="names">The headings in their order; case does not matter.</param>
    public PlateHeadings(IReadOnlyList<string> names)
    {
        Count = names.Count;
        _cells = s_names
            .Select(field => (field.Key, Cells: field.Value.SelectMany(name => IndexesOf(names, name)).ToArray()))
            .Where(field => field.Cells.Length > 0)
            .ToDictionary(field => field.Key, field => field.Cells);

        // Articles have an "id" as well: only what else is there tells it from a file's.
        ListsArticles = !_cells.ContainsKey(PlateField.FileName)
            && names.Any(name => Same(name, "url_public_api") || Same(name, "defined_type"));
    }

    public int Count { get; }

    /// <summary>How many of the things a manifest may tell are told.</summary>
    public int Known => _cells.Count;

    /// <summary>Whether this is Figshare's list of articles, which have no length or MD5.</summary>
    public bool ListsArticles { get; }

    /// <summary>Whether rows can say which file they mean, or what is to be found in one.</summary>
    public bool DescribesFiles =>
        Tells(PlateField.FileId) || Tells(PlateField.DownloadUrl)
        || ((Tells(PlateField.FileName) || Tells(PlateField.Plate))
            && (Tells(PlateField.Md5) || Tells(PlateField.Length)));

    /// <summary>What a row tells; null when it does not.</summary>
    public string? Value(PlateField field, IReadOnlyList<string?> row)
    {
        if (_cells.TryGetValue(field, out var cells))
        {
            foreach (var cell in cells)
            {
                if (cell < row.Count && !string.IsNullOrWhiteSpace(row[cell]))
                {
                    return row[cell];
                }
            }
        }

        return null;
    }

    private bool Tells(PlateField field) => _cells.ContainsKey(field);

    private static IEnumerable<int> IndexesOf(IReadOnlyList<string> names, string name) =>
        Enumerable.Range(0, names.Count).Where(index => Same(names[index].Trim(), name));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
