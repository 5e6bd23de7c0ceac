using System;
using System.IO;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// The state of a partial file. Its journal is append-only: each change appends a line with the whole state and a checksum, so
/// that a torn line loses nothing but itself. While segments are downloaded in parallel, each write appends a short line of its
/// own between the states.
/// </summary>
internal sealed record PartialState
{
    /// <summary>Figshare's file id.</summary>
    public long FileId { get; init; }

    /// <summary>The length of the complete file in bytes; null when not known.</summary>
    public long? Length { get; init; }

    /// <summary>The expected MD5; null when not known.</summary>
    public string? Md5 { get; init; }

    /// <summary>The storage's entity tag of the object that the bytes belong to.</summary>
    public string? ETag { get; init; }

    /// <summary>The date of the last change of that object, if it is a strong validator; else null.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The ranges that were flushed to the disk; see <see cref="ByteRangeSet.ToPairs"/>.</summary>
    public long[] Flushed { get; init; } = [];

    /// <summary>
    /// The ranges that were written; null while bytes arrive only in order, when the file's length says what was written.
    /// </summary>
    public long[]? Written { get; init; }

    /// <summary>Bytes of the disk that are reserved for the file, including those that are written.</summary>
    public long Reserved { get; init; }

    /// <summary>
    /// The writer of the partial file, whose name is part of the file's name. A run that finds another writer here has lost the
    /// plate to it.
    /// </summary>
    public required WriterIdentity Writer { get; init; }

    /// <summary>Whether the partial file may belong to a plate: no known property differs.</summary>
    public bool Matches(FigsharePlate plate) =>
        FileId == plate.FileId
        && (Length is null || plate.Length is null || Length == plate.Length)
        && (Md5 is null || plate.Md5 is null || Md5 == plate.Md5);

    /// <summary>The ranges of a partial file of the given length that can be resumed.</summary>
    public ByteRangeSet TrustedRanges(long fileLength)
    {
        if (fileLength > (Length ?? long.MaxValue))
        {
            return new ByteRangeSet();
        }

        // Written bytes survive the end of a process. After another boot, only flushed bytes are certain.
        var ranges = ByteRangeSet.FromPairs(
            BootIdentity.IsCurrent(Writer.Boot) ? Written ?? [0, fileLength] : Flushed);
        ranges.TruncateAt(fileLength);
        return ranges;
    }

    /// <summary>
    /// Reads the last complete state of a journal, with the writes that its owner appended after it; null when there is no
    /// journal, or it has another format.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The journal belongs to another user.</exception>
    public static PartialState? Read(string path)
    {
        // Most plates have no journal, and an exception would cost more than the bytes of a small plate.
        if (!File.Exists(path))
        {
            return null;
        }

        PartialState? last = null;
        ByteRangeSet? written = null;
        try
        {
            // The writer keeps the journal open. Windows allows a second handle only if it shares write access.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                var entry = JournalEntry.Parse(line);
                if (entry?.State is { } state)
                {
                    last = state;
                    written = state.Written is null ? null : ByteRangeSet.FromPairs(state.Written);
                }
                else if (entry is not null && entry.WriterId == last?.Writer.Id && entry.Start >= 0)
                {
                    written?.Add(entry.Start, entry.End);
                }
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return written is null ? last : last! with { Written = written.ToPairs() };
    }

    /// <summary>Formats this state as a line of the journal.</summary>
    public byte[] ToLine() => JournalEntry.Format(this);
}
