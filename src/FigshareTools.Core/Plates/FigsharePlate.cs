namespace FigshareTools;

/// <summary>
/// One file of a Figshare item as a lab knows it: a plate. The manifest's unit, what <c>Save-FigsharePlate</c> takes and
/// what a failed save hands back, so that it can be tried again.
/// </summary>
public sealed record FigsharePlate
{
    /// <summary>The label, usually the barcode. Text even when it is all digits.</summary>
    public string? Plate { get; init; }

    /// <summary>Figshare's file id, stable across the versions of an item; 0 when not known.</summary>
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

    /// <summary>The plate as messages name it, for example <c>SQ00014610 (file 18028784)</c>.</summary>
    public override string ToString() => (Plate ?? FileName, FileId) switch
    {
        (null or "", 0) => "unnamed plate",
        (null or "", _) => $"file {FileId}",
        (var label, 0) => label,
        var (label, _) => $"{label} (file {FileId})",
    };
}
