namespace FigshareTools.Manifests;

/// <summary>What a manifest may tell of a plate; the names are those of the headings that are written.</summary>
internal enum PlateField
{
    Plate,
    FileId,
    FileName,
    Length,
    Md5,
    ArticleId,
    Version,
    Doi,
    Title,
    License,
    Citation,
    Authors,
    PublishedDate,
    DownloadUrl,
    IsLinkOnly,
}
