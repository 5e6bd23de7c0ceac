using System;
using System.Linq;
using System.Text.Json;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>A line of a journal: a complete state, or a range that the state's writer wrote.</summary>
/// <param name="State">The state; null in a line about a write.</param>
/// <param name="Start">The position of the first byte that was written.</param>
/// <param name="End">The position after the last byte that was written.</param>
/// <param name="WriterId">The writer of the range; see <see cref="WriterIdentity.Id"/>.</param>
internal sealed record JournalEntry(PartialState? State, long Start, long End, string? WriterId)
{
    /// <summary>The name of <see cref="Start"/> in the file format.</summary>
    public const string StartName = "From";

    /// <summary>The name of <see cref="End"/> in the file format.</summary>
    public const string EndName = "To";

    /// <summary>Formats the line of a state; <see cref="JournalWriteLine"/> formats that of a write.</summary>
    public static byte[] Format(PartialState state) => JournalLine.Format(json =>
    {
        json.WriteStartObject(nameof(State));
        json.WriteNumber(nameof(PartialState.FileId), state.FileId);
        WriteNumber(json, nameof(PartialState.Length), state.Length);
        json.WriteString(nameof(PartialState.Md5), state.Md5);
        json.WriteString(nameof(PartialState.ETag), state.ETag);
        if (state.LastModified is { } date)
        {
            json.WriteString(nameof(PartialState.LastModified), date);
        }

        WritePairs(json, nameof(PartialState.Flushed), state.Flushed);
        WritePairs(json, nameof(PartialState.Written), state.Written);
        json.WriteNumber(nameof(PartialState.Reserved), state.Reserved);
        json.WriteStartObject(nameof(PartialState.Writer));
        json.WriteString(nameof(WriterIdentity.Id), state.Writer.Id);
        json.WriteString(nameof(WriterIdentity.Machine), state.Writer.Machine);
        json.WriteString(nameof(WriterIdentity.Boot), state.Writer.Boot);
        json.WriteString(nameof(WriterIdentity.Namespace), state.Writer.Namespace);
        json.WriteNumber(nameof(WriterIdentity.Process), state.Writer.Process.Id);
        json.WriteString(nameof(ProcessIdentity.Start), state.Writer.Process.Start);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Parses a line; null when it is torn or has another format.</summary>
    public static JournalEntry? Parse(string line) => JournalLine.Parse(line, static json => new JournalEntry(
        JournalLine.MemberOf(json, nameof(State)) is { } state ? StateOf(state) : null,
        JournalLine.MemberOf(json, StartName)?.GetInt64() ?? 0,
        JournalLine.MemberOf(json, EndName)?.GetInt64() ?? 0,
        JournalLine.MemberOf(json, nameof(PartialState.Writer))?.GetString()));

    private static PartialState StateOf(JsonElement json) => new()
    {
        FileId = json.GetProperty(nameof(PartialState.FileId)).GetInt64(),
        Length = JournalLine.MemberOf(json, nameof(PartialState.Length))?.GetInt64(),
        Md5 = JournalLine.MemberOf(json, nameof(PartialState.Md5))?.GetString(),
        ETag = JournalLine.MemberOf(json, nameof(PartialState.ETag))?.GetString(),
        LastModified = JournalLine.MemberOf(json, nameof(PartialState.LastModified))?.GetDateTimeOffset(),
        Flushed = PairsOf(json, nameof(PartialState.Flushed)) ?? [],
        Written = PairsOf(json, nameof(PartialState.Written)),
        Reserved = JournalLine.MemberOf(json, nameof(PartialState.Reserved))?.GetInt64() ?? 0,
        Writer = WriterOf(json.GetProperty(nameof(PartialState.Writer))),
    };

    private static WriterIdentity WriterOf(JsonElement json) => new(
        TextOf(json, nameof(WriterIdentity.Id)) is var id && WriterIdentity.IsId(id)
            ? id
            : throw new FormatException("The id is part of a file name."),
        TextOf(json, nameof(WriterIdentity.Machine)), TextOf(json, nameof(WriterIdentity.Boot)),
        TextOf(json, nameof(WriterIdentity.Namespace)),
        new ProcessIdentity(
            json.GetProperty(nameof(WriterIdentity.Process)).GetInt32(), TextOf(json, nameof(ProcessIdentity.Start))));

    private static string TextOf(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static long[]? PairsOf(JsonElement json, string name) =>
        JournalLine.MemberOf(json, name)?.EnumerateArray().Select(number => number.GetInt64()).ToArray();

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WritePairs(Utf8JsonWriter json, string name, long[]? pairs)
    {
        if (pairs is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var position in pairs)
        {
            json.WriteNumberValue(position);
        }

        json.WriteEndArray();
    }
}
