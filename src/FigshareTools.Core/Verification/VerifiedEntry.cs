using System.IO;
using System.Text.Json.Serialization;

namespace FigshareTools.Verification;

/// <summary>A file whose MD5 was once right, and what it looked like then.</summary>
internal sealed record VerifiedEntry
{
    /// <summary>The name in its folder, which may be moved as a whole.</summary>
    public string Name { get; init; } = "";

    /// <summary>Figshare's file id; 0 when it was not known.</summary>
    public long FileId { get; init; }

    /// <summary>Bytes.</summary>
    public long Length { get; init; }

    /// <summary>The MD5 that was expected and found.</summary>
    public string Md5 { get; init; } = "";

    /// <summary>When it was last written, in ticks of UTC.</summary>
    public long Modified { get; init; }

    /// <summary>
    /// The entry of a file that is, or would be, right; null for links, which do not show that their target changes.
    /// </summary>
    public static VerifiedEntry? Of(FileInfo file, FigsharePlate plate) =>
        file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0
            ? new VerifiedEntry
            {
                Name = file.Name,
                FileId = plate.FileId,
                Length = file.Length,
                Md5 = plate.Md5!,
                Modified = file.LastWriteTimeUtc.Ticks,
            }
            : null;

    /// <summary>Whether this is about the same, unchanged file; a plate without a file id is known by the rest.</summary>
    public bool Covers(VerifiedEntry asked) => this == (asked.FileId == 0 ? asked with { FileId = FileId } : asked);
}

[JsonSerializable(typeof(VerifiedEntry))]
internal sealed partial class VerifiedEntryJson : JsonSerializerContext;
