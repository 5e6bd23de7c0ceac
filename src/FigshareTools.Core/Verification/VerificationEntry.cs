using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Verification;

/// <summary>A file whose MD5 was once right, and what it looked like then.</summary>
internal sealed record VerificationEntry
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
    public static VerificationEntry? Of(FileInfo file, FigsharePlate plate) =>
        file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0
            ? new VerificationEntry
            {
                Name = file.Name,
                FileId = plate.FileId,
                Length = file.Length,
                Md5 = plate.Md5!,
                Modified = file.LastWriteTimeUtc.Ticks,
            }
            : null;

    /// <summary>Whether this is about the same, unchanged file; a plate without a file id is known by the rest.</summary>
    public bool Covers(VerificationEntry asked) => this == (asked.FileId == 0 ? asked with { FileId = FileId } : asked);

    /// <summary>The line of this entry in a record.</summary>
    public byte[] Line() => JournalLine.Of(json =>
    {
        json.WriteString(nameof(Name), Name);
        json.WriteNumber(nameof(FileId), FileId);
        json.WriteNumber(nameof(Length), Length);
        json.WriteString(nameof(Md5), Md5);
        json.WriteNumber(nameof(Modified), Modified);
    });

    /// <summary>The entry of a line; null when it is torn or not one of ours.</summary>
    public static VerificationEntry? Of(string line) => JournalLine.Parse(line, static json => new VerificationEntry
    {
        Name = json.GetProperty(nameof(Name)).GetString() ?? "",
        FileId = JournalLine.MemberOf(json, nameof(FileId))?.GetInt64() ?? 0,
        Length = JournalLine.MemberOf(json, nameof(Length))?.GetInt64() ?? 0,
        Md5 = JournalLine.MemberOf(json, nameof(Md5))?.GetString() ?? "",
        Modified = JournalLine.MemberOf(json, nameof(Modified))?.GetInt64() ?? 0,
    });
}
