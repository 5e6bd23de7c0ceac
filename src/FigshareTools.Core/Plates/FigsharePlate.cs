namespace FigshareTools;

/// <summary>
/// One file of a Figshare item as a lab knows it: a plate. The manifest's unit, what <c>Save-FigsharePlate</c> takes and
/// what a failed save hands back, so that it can be tried again.
/// </summary>
public sealed record FigsharePlate
{
    /// <summary>The label, usually the barcode. Text even when it is all digits.</summary>
    public string? Plate { get; init; }

    /// <summary>
    /// Figshare's file id, stable across the versions of an item; 0 where the list tells none, as <c>md5sums.txt</c> does:
    /// such a plate can be compared with what is on disk, but not downloaded.
    /// </summary>
    public long FileId { get; init; }

    /// <summary>
    /// The name below the destination folder, perhaps with folders before it; null means <c>&lt;Plate&gt;.sqlite</c>, or,
    /// without a label, the name Figshare gives.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Expected length in bytes; null when not known.</summary>
    public long? Length { get; init; }

    /// <summary>Expected MD5, 32 hexadecimal digits; null when not known.</summary>
    public string? Md5 { get; init; }

    /// <summary>The article the file belongs to; with it, Figshare's API can be asked for what is not known.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The article's version this plate was listed from.</summary>
    public int? Version { get; init; }

    /// <summary>The article's DOI, with its version where Figshare gives one.</summary>
    public string? Doi { get; init; }

    /// <summary>The article's title.</summary>
    public string? Title { get; init; }

    /// <summary>The key of a private link that opens the file; written to no list.</summary>
    public FigshareSecret? PrivateLink { get; init; }

    /// <summary>The article's licence: the address of its text, or its name where Figshare gives no address.</summary>
    public string? License { get; init; }

    /// <summary>How Figshare asks the article to be cited.</summary>
    public string? Citation { get; init; }

    /// <summary>
    /// The article's authors in their order, separated by <c>"; "</c>, each with an ORCID iD in parentheses if Figshare knows
    /// it. One text, because it has to come through a CSV file unchanged.
    /// </summary>
    public string? Authors { get; init; }

    /// <summary>When the article was published, as Figshare writes it: <c>2021-06-10T14:45:37Z</c>.</summary>
    public string? PublishedDate { get; init; }

    /// <summary>Where the file is fetched from by hand; of a link-only file, the place it really lies at.</summary>
    public string? DownloadUrl { get; init; }

    /// <summary>Whether Figshare holds only a link to the file, which then has neither a length nor an MD5 there.</summary>
    public bool IsLinkOnly { get; init; }

    /// <summary>The plate as messages name it, for example <c>SQ00014610 (file 18028784)</c>.</summary>
    public override string ToString() => (Plate ?? FileName) is { Length: > 0 } label
        ? FileId == 0 ? label : $"{label} (file {FileId})"
        : FileId == 0 ? "a plate without a name" : $"file {FileId}";
}
