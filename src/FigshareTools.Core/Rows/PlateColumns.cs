using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Rows;

/// <summary>
/// The table of the columns of plates. Parameters of the cmdlets, rows from the pipeline, and manifests that are read
/// or written all use it.
/// </summary>
public static class PlateColumns
{
    internal static readonly PlateColumn<string?> Plate = new(
        "Plate",
        ["Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId",
            "Barcode"],
        "Label of the plate, usually its barcode. It stays text even when it is all digits.",
        CellFormats.Text, plate => plate.Plate);

    internal static readonly PlateColumn<long?> FileId = new(
        "FileId", ["figshare_id", "FigshareId", "file_id", AmbiguousId],
        "Figshare's file id: the number that the file's download link ends with.",
        CellFormats.Id, plate => plate.FileId == 0 ? null : plate.FileId);

    internal static readonly PlateColumn<string?> FileName = new(
        "FileName", ["name", "file_name"],
        "Name of the file, perhaps with folders before it. Default: <Plate>.sqlite, else the name that Figshare gives.",
        CellFormats.Text, plate => plate.FileName);

    internal static readonly PlateColumn<long?> Length = new(
        "Length", ["size", "size_bytes"],
        "Expected length in bytes.",
        CellFormats.Length, plate => plate.Length)
    {
        ExpectationName = nameof(PlateVerification.ExpectedLength),
    };

    // If a row fills both, the MD5 that Figshare computed counts before the MD5 that the uploader supplied.
    internal static readonly PlateColumn<string?> Md5 = new(
        "Md5", ["computed_md5", "supplied_md5", "checksum", "hash"],
        "Expected MD5, 32 hexadecimal digits.",
        CellFormats.Md5, plate => plate.Md5)
    {
        ExpectationName = nameof(PlateVerification.ExpectedMd5),
    };

    internal static readonly PlateColumn<long?> ArticleId = new(
        "ArticleId", ["article_id"],
        "Id of the article that the file belongs to. With it, Figshare can be asked for what the row lacks.",
        CellFormats.Id, plate => plate.ArticleId);

    internal static readonly PlateColumn<int?> Version = new(
        "Version", [],
        "Version of the article.",
        CellFormats.Version, plate => plate.Version);

    internal static readonly PlateColumn<string?> Doi = new(
        "Doi", [],
        "DOI of the article.",
        CellFormats.Text, plate => plate.Doi);

    internal static readonly PlateColumn<string?> Title = new(
        "Title", [],
        "Title of the article.",
        CellFormats.Text, plate => plate.Title);

    internal static readonly PlateColumn<string?> License = new(
        "License", ["licence"],
        "Licence of the article: the address of its text, or its name.",
        CellFormats.Text, plate => plate.License);

    internal static readonly PlateColumn<string?> Citation = new(
        "Citation", [],
        "How the article is to be cited.",
        CellFormats.Text, plate => plate.Citation);

    internal static readonly PlateColumn<string?> Authors = new(
        "Authors", [],
        "Authors of the article, separated by semicolons.",
        CellFormats.Text, plate => plate.Authors);

    internal static readonly PlateColumn<string?> PublishedDate = new(
        "PublishedDate", ["published_date"],
        "When the article was published, as Figshare writes it: 2021-06-10T14:45:37Z.",
        CellFormats.Text, plate => plate.PublishedDate);

    internal static readonly PlateColumn<string?> DownloadUrl = new(
        "DownloadUrl", ["download_url", AmbiguousUrl],
        "Address that the file is downloaded from by hand. It gives the file id where the row has none.",
        CellFormats.Text, plate => plate.DownloadUrl);

    internal static readonly PlateColumn<bool> IsLinkOnly = new(
        "IsLinkOnly", ["is_link_only"],
        "True if Figshare holds only a link to the file.",
        CellFormats.Flag, plate => plate.IsLinkOnly);

    internal static readonly PlateColumn<FigshareSecret?> PrivateLink = new(
        "PrivateLink", [],
        "Key of a private link that opens the file. No manifest contains it.",
        CellFormats.Secret, _ => null)
    {
        IsWritten = false,
    };

    internal static readonly PlateColumn<string?> Path = new(
        "Path", ["FullName"],
        "Path of the file on disk.",
        CellFormats.Path, _ => null)
    {
        IsWritten = false,
    };

    /// <summary>The heading of a file's id in answers of Figshare's API, and of an article's id.</summary>
    internal const string AmbiguousId = "Id";

    /// <summary>A heading for the address of a file, and of an article's page.</summary>
    internal const string AmbiguousUrl = "Url";

    /// <summary>All columns; those that manifests contain come first, in the order in which they are written.</summary>
    public static IReadOnlyList<PlateColumn> All { get; } =
    [
        Plate, FileId, FileName, Length, Md5, ArticleId, Version, Doi, Title, License, Citation, Authors, PublishedDate,
        DownloadUrl, IsLinkOnly, PrivateLink, Path,
    ];

    /// <summary>The columns that manifests contain.</summary>
    internal static IReadOnlyList<PlateColumn> Written { get; } = [.. All.Where(column => column.IsWritten)];
}
