using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Verification;

/// <summary>An entry of the verification record: a file whose MD5 was correct, and its state at that time.</summary>
internal sealed record VerificationEntry
{
    /// <summary>The name within its folder. The folder may be moved as a whole.</summary>
    public string Name { get; init; } = "";

    /// <summary>Figshare's file id; 0 when it was not known.</summary>
    public long FileId { get; init; }

    /// <summary>The length in bytes.</summary>
    public long Length { get; init; }

    /// <summary>The MD5 that was expected and found.</summary>
    public string Md5 { get; init; } = "";

    /// <summary>The time of the last write, in ticks of UTC.</summary>
    public long Modified { get; init; }

    /// <summary>
    /// The entry of a file whose MD5 is the expected one; null for a symbolic link, whose own state does not change with its
    /// target.
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

    /// <summary>Whether this entry is about the same, unchanged file. A missing file id matches any.</summary>
    public bool Covers(VerificationEntry file) => this == (file.FileId == 0 ? file with { FileId = FileId } : file);

    /// <summary>Formats the entry as a line of the record.</summary>
    public byte[] ToLine() => JournalLine.Format(json =>
    {
        json.WriteString(nameof(Name), Name);
        json.WriteNumber(nameof(FileId), FileId);
        json.WriteNumber(nameof(Length), Length);
        json.WriteString(nameof(Md5), Md5);
        json.WriteNumber(nameof(Modified), Modified);
    });

    /// <summary>Parses a line of the record; null when it is torn or has another format.</summary>
    public static VerificationEntry? Parse(string line) => JournalLine.Parse(line, static json => new VerificationEntry
    {
        Name = json.GetProperty(nameof(Name)).GetString() ?? "",
        FileId = JournalLine.MemberOf(json, nameof(FileId))?.GetInt64() ?? 0,
        Length = JournalLine.MemberOf(json, nameof(Length))?.GetInt64() ?? 0,
        Md5 = JournalLine.MemberOf(json, nameof(Md5))?.GetString() ?? "",
        Modified = JournalLine.MemberOf(json, nameof(Modified))?.GetInt64() ?? 0,
    });
}
