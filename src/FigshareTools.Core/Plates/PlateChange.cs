namespace FigshareTools;

/// <summary>How a plate of one manifest differs from that of another.</summary>
public enum PlateChangeKind
{
    /// <summary>Only the newer manifest lists it.</summary>
    Added,

    /// <summary>Only the older manifest lists it.</summary>
    Removed,

    /// <summary>Its content is another one.</summary>
    Changed,

    /// <summary>Its content is the same, as far as both manifests say. Its name or file id may be new.</summary>
    Same,
}

/// <summary>
/// The comparison of a plate in two manifests. The properties without <c>Old</c> are those of the newer manifest and bind as a
/// row, so that an added or changed plate can be saved.
/// </summary>
public sealed class PlateChange
{
    /// <summary>
    /// Added, Removed, Changed or Same: see <see cref="PlateChangeKind"/>. It is a text, because <c>ConvertTo-Json</c> writes
    /// enumerations as numbers.
    /// </summary>
    public string Change => Kind.ToString();

    /// <summary>The label: the one in the older manifest, else that in the newer one.</summary>
    public string? Plate { get; init; }

    /// <summary>
    /// The name in the newer manifest; null for a removed plate. Where only the folder differs, it is the name in the older one,
    /// so that the same file is replaced.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Figshare's file id in the newer manifest; null when not known, and for a removed plate.</summary>
    public long? FileId { get; init; }

    /// <summary>The length in the newer manifest; null when not known, and for a removed plate.</summary>
    public long? Length { get; init; }

    /// <summary>The MD5 in the newer manifest; null when not known, and for a removed plate.</summary>
    public string? Md5 { get; init; }

    /// <summary>The article.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The version of the article in the newer manifest; null when not known, and for a removed plate.</summary>
    public int? Version { get; init; }

    /// <summary>The DOI of the article in the newer manifest; null when not known, and for a removed plate.</summary>
    public string? Doi { get; init; }

    /// <summary>The name in the older manifest; null for an added plate.</summary>
    public string? OldFileName { get; init; }

    /// <summary>Figshare's file id in the older manifest; null when not known, and for an added plate.</summary>
    public long? OldFileId { get; init; }

    /// <summary>The length in the older manifest; null when not known, and for an added plate.</summary>
    public long? OldLength { get; init; }

    /// <summary>The MD5 in the older manifest; null when not known, and for an added plate.</summary>
    public string? OldMd5 { get; init; }

    /// <summary>The version of the article in the older manifest; null when not known, and for an added plate.</summary>
    public int? OldVersion { get; init; }

    internal PlateChangeKind Kind { get; init; }
}
