namespace FigshareTools;

/// <summary>
/// A plate: one file of a Figshare item. It is the unit of a manifest, the input of <c>Save-FigsharePlate</c>, and the
/// target of the error of a failed save, so that it can be saved again.
/// </summary>
public sealed record FigsharePlate
{
    /// <summary>The label, usually the barcode. Text even when it is all digits.</summary>
    public string? Plate { get; init; }

    /// <summary>
    /// Figshare's file id, which is the same in all versions of an item; 0 when it is not known, as in
    /// <c>md5sums.txt</c>. A plate without a file id can be verified on disk, but not downloaded.
    /// </summary>
    public long FileId { get; init; }

    /// <summary>
    /// The name below the destination folder, perhaps with folders before it. Null means <c>&lt;Plate&gt;.sqlite</c>
    /// or, without a label, the name that Figshare gives.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Expected length in bytes; null when not known.</summary>
    public long? Length { get; init; }

    /// <summary>Expected MD5, 32 hexadecimal digits; null when not known.</summary>
    public string? Md5 { get; init; }

    /// <summary>The article of the file. With it, Figshare's API can be asked for unknown values.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The version of the article that lists this plate.</summary>
    public int? Version { get; init; }

    /// <summary>The article's DOI, with its version where Figshare gives one.</summary>
    public string? Doi { get; init; }

    /// <summary>The article's title.</summary>
    public string? Title { get; init; }

    /// <summary>The key of a private link that opens the file. No manifest contains it.</summary>
    public FigshareSecret? PrivateLink { get; init; }

    /// <summary>The article's licence: the address of its text, or its name where Figshare gives no address.</summary>
    public string? License { get; init; }

    /// <summary>The citation of the article, as Figshare writes it.</summary>
    public string? Citation { get; init; }

    /// <summary>
    /// The article's authors in their order, separated by <c>"; "</c>, each with an ORCID iD in parentheses if Figshare
    /// knows it. The property is one text, so that a CSV file keeps it unchanged.
    /// </summary>
    public string? Authors { get; init; }

    /// <summary>When the article was published, as Figshare writes it: <c>2021-06-10T14:45:37Z</c>.</summary>
    public string? PublishedDate { get; init; }

    /// <summary>
    /// The address for downloading the file in a browser; for a link-only file, its address on the other site.
    /// </summary>
    public string? DownloadUrl { get; init; }

    /// <summary>
    /// Whether Figshare has only a link to the file. Figshare then knows neither its length nor its MD5.
    /// </summary>
    public bool IsLinkOnly { get; init; }

    /// <summary>
    /// Whether the MD5 of an existing file is compared before it is skipped, because another file of the same name and length was
    /// there before.
    /// </summary>
    internal bool ComparesMd5 { get; init; }

    /// <summary>
    /// The same plate, with the MD5 of an existing file compared before it is skipped: another file of the same name and length
    /// may be there.
    /// </summary>
    public FigsharePlate ComparingMd5() => this with { ComparesMd5 = true };

    /// <summary>The plate as messages name it, for example <c>SQ00014610 (file 18028784)</c>.</summary>
    public override string ToString() => (Plate ?? FileName) is { Length: > 0 } label
        ? PrintableText.Of(FileId == 0 ? label : $"{label} (file {FileId})")
        : FileId == 0 ? "a plate without a name" : $"file {FileId}";
}
