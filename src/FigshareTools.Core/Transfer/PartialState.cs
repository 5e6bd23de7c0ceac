using System;
using System.IO;
using System.Text;
using System.Text.Json.Serialization;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>
/// What is known of a partial file, kept beside it as a journal: each change appends a line with the whole state and a
/// checksum, so that a torn line costs no more than itself.
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

    /// <summary>Bytes that have reached the disk itself.</summary>
    public long Flushed { get; init; }

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

    /// <summary>The last whole line of a journal; null when there is none, or it is not one of ours.</summary>
    public static PartialState? Read(string path)
    {
        PartialState? last = null;
        try
        {
            foreach (var line in File.ReadAllLines(path, Encoding.UTF8))
            {
                last = JournalLine.Parse(line, PartialStateJson.Default.PartialState) ?? last;
            }
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        return last;
    }

    /// <summary>Begins a journal anew.</summary>
    public void Create(string path) => File.WriteAllText(path, Line());

    /// <summary>Adds this state to its journal; the caller's bytes are on the disk before this says so.</summary>
    public void Append(string path)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var line = Encoding.UTF8.GetBytes(Line());
        file.Write(line, 0, line.Length);
        file.Flush(flushToDisk: true);
    }

    private string Line() => JournalLine.Of(this, PartialStateJson.Default.PartialState);
}

[JsonSerializable(typeof(PartialState))]
internal sealed partial class PartialStateJson : JsonSerializerContext;
