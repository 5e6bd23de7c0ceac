namespace FigshareTools.Objects;

/// <summary>
/// A plate as <c>Get-FigshareManifest</c> lists it, and as the target of an error: it can be piped to the other cmdlets. What
/// is not known is null.
/// </summary>
/// <param name="plate">The plate.</param>
public sealed class ListedPlate(FigsharePlate plate)
{
    private readonly FigsharePlate _plate = plate;

    /// <summary>The label, usually the barcode.</summary>
    public string? Plate => _plate.Plate;

    /// <summary>Figshare's file id; null when it is not known, as in <c>md5sums.txt</c>.</summary>
    public long? FileId => PlateObjects.IdOf(_plate.FileId);

    /// <summary>The name below the destination folder, perhaps with folders before it.</summary>
    public string? FileName => _plate.FileName;

    /// <summary>Expected length in bytes.</summary>
    public long? Length => _plate.Length;

    /// <summary>Expected MD5.</summary>
    public string? Md5 => _plate.Md5;

    /// <summary>The article of the file.</summary>
    public long? ArticleId => _plate.ArticleId;

    /// <summary>The version of the article that lists the plate.</summary>
    public int? Version => _plate.Version;

    /// <summary>The article's DOI.</summary>
    public string? Doi => _plate.Doi;

    /// <summary>The article's title.</summary>
    public string? Title => _plate.Title;

    /// <summary>The key of a private link that opens the file. It is shown as three stars.</summary>
    public FigshareSecret? PrivateLink => _plate.PrivateLink;

    /// <summary>The article's licence: the address of its text, or its name.</summary>
    public string? License => _plate.License;

    /// <summary>The citation of the article.</summary>
    public string? Citation => _plate.Citation;

    /// <summary>The article's authors, separated by semicolons.</summary>
    public string? Authors => _plate.Authors;

    /// <summary>When the article was published, as Figshare writes it: <c>2021-06-10T14:45:37Z</c>.</summary>
    public string? PublishedDate => _plate.PublishedDate;

    /// <summary>The address for downloading the file in a browser.</summary>
    public string? DownloadUrl => _plate.DownloadUrl;

    /// <summary>Whether Figshare has only a link to the file.</summary>
    public bool IsLinkOnly => _plate.IsLinkOnly;

    /// <summary>
    /// Whether the MD5 of an existing file is compared before the plate is skipped, as for the target of an error of a changed
    /// plate. The property is internal, because it is no column.
    /// </summary>
    internal bool ComparesMd5 => _plate == _plate.ComparingMd5();

    /// <summary>Whether both have the same values, so that two lists can be compared.</summary>
    public override bool Equals(object? obj) => obj is ListedPlate other && other._plate == _plate;

    /// <inheritdoc/>
    public override int GetHashCode() => _plate.GetHashCode();

    /// <summary>The plate as messages name it.</summary>
    public override string ToString() => _plate.ToString();
}
