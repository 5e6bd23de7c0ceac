using System;
using System.IO;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>
/// What is known of a partial file, kept beside it as a journal: each change appends a line with the whole state and a
/// checksum, so that a torn line costs no more than itself. While ranges come in parallel, what each write brought is a
/// short line of its own between these.
/// </summary>
internal sealed record PartialState
{
    /// <summary>Figshare's file id.</summary>
    public long FileId { get; init; }

    /// <summary>The whole file's length, once known.</summary>
    public long? Length { get; init; }

    /// <summary>The MD5 it is expected to have, if known.</summary>
    public string? Md5 { get; init; }

    /// <summary>The storage's tag of the object the bytes are of.</summary>
    public string? ETag { get; init; }

    /// <summary>The ranges that have reached the disk itself, see <see cref="ByteRanges.ToPairs"/>.</summary>
    public long[] Flushed { get; init; } = [];

    /// <summary>The ranges that were written; null while bytes only come one after the other: then the file ends with them.</summary>
    public long[]? Written { get; init; }

    /// <summary>Bytes that were set aside on the disk for the file; what is written is part of them.</summary>
    public long Reserved { get; init; }

    /// <summary>The start of the system under which it was written, see <c>SystemIdentity</c>.</summary>
    public string System { get; init; } = "";

    /// <summary>The machine that writes it.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Names the run that writes the file; whoever finds another name here has lost it.</summary>
    public Guid Owner { get; init; }

    /// <summary>Whether bytes of this state may be part of that plate.</summary>
    public bool IsOf(FigsharePlate plate) =>
        FileId == plate.FileId
        && (Length is null || plate.Length is null || Length == plate.Length)
        && (Md5 is null || plate.Md5 is null || Md5 == plate.Md5);

    /// <summary>What may be believed of a partial file that is so long.</summary>
    public ByteRanges Trusted(long length)
    {
        // What a system wrote, it has, whatever became of the process; after another start, what is on the disk itself.
        var kept = ByteRanges.FromPairs(!BootIdentity.IsCurrent(System) ? Flushed : Written ?? [0, length]);
        kept.CutAt(length);
        return kept;
    }

    /// <summary>
    /// The last whole state of a journal, with the writes of its owner that were noted after it; null when there is none, or
    /// it is not one of ours.
    /// </summary>
    public static PartialState? Read(string path)
    {
        // Asked first: there is none for nearly every plate, and an exception costs more than a small plate's bytes.
        if (!File.Exists(path))
        {
            return null;
        }

        PartialState? last = null;
        ByteRanges? written = null;
        try
        {
            // Its writer keeps it open, and Windows opens it beside that writer only for who lets others write.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                var entry = PartialEntry.Of(line);
                if (entry?.State is { } state)
                {
                    last = state;
                    written = state.Written is null ? null : ByteRanges.FromPairs(state.Written);
                }
                else if (entry is not null && entry.Owner == last?.Owner && entry.From >= 0)
                {
                    written?.Add(entry.From, entry.To);
                }
            }
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        return written is null ? last : last! with { Written = written.ToPairs() };
    }

    /// <summary>Begins a journal anew.</summary>
    public void Create(string path) => File.WriteAllBytes(path, Line());

    /// <summary>Puts this state in place of a journal that has grown long, in one step.</summary>
    public void Replace(string path)
    {
        using var file = new AtomicFile(path, noClobber: false);
        var line = Line();
        file.Stream.Write(line, 0, line.Length);
        file.Promote();
    }

    /// <summary>The line of this state.</summary>
    public byte[] Line() => PartialEntry.LineOf(this);

    /// <summary>The line that says that the owner of this state wrote these bytes.</summary>
    public byte[] LineOfWrite(long from, long to) => PartialEntry.LineOf(from, to, Owner);
}
