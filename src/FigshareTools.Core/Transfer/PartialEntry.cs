using System;
using System.Linq;
using System.Text.Json;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>A line of the journal: a whole state, or a write of its owner.</summary>
internal sealed record PartialEntry(PartialState? State, long From, long To, Guid Owner)
{
    /// <summary>The line of a state.</summary>
    public static byte[] LineOf(PartialState state) => JournalLine.Of(json =>
    {
        json.WriteStartObject(nameof(State));
        json.WriteNumber(nameof(PartialState.FileId), state.FileId);
        WriteNumber(json, nameof(PartialState.Length), state.Length);
        json.WriteString(nameof(PartialState.Md5), state.Md5);
        json.WriteString(nameof(PartialState.ETag), state.ETag);
        WritePairs(json, nameof(PartialState.Flushed), state.Flushed);
        WritePairs(json, nameof(PartialState.Written), state.Written);
        json.WriteNumber(nameof(PartialState.Reserved), state.Reserved);
        json.WriteString(nameof(PartialState.System), state.System);
        json.WriteString(nameof(PartialState.Machine), state.Machine);
        json.WriteString(nameof(PartialState.Owner), state.Owner);
        json.WriteEndObject();
    });

    /// <summary>The line of a write.</summary>
    public static byte[] LineOf(long from, long to, Guid owner) => JournalLine.Of(json =>
    {
        json.WriteNumber(nameof(From), from);
        json.WriteNumber(nameof(To), to);
        json.WriteString(nameof(Owner), owner);
    });

    /// <summary>The entry of a line; null when it is torn or not one of ours.</summary>
    public static PartialEntry? Of(string line) => JournalLine.Parse(line, static json => new PartialEntry(
        JournalLine.MemberOf(json, nameof(State)) is { } state ? StateOf(state) : null,
        JournalLine.MemberOf(json, nameof(From))?.GetInt64() ?? 0,
        JournalLine.MemberOf(json, nameof(To))?.GetInt64() ?? 0,
        JournalLine.MemberOf(json, nameof(Owner))?.GetGuid() ?? default));

    private static PartialState StateOf(JsonElement json) => new()
    {
        FileId = json.GetProperty(nameof(PartialState.FileId)).GetInt64(),
        Length = JournalLine.MemberOf(json, nameof(PartialState.Length))?.GetInt64(),
        Md5 = JournalLine.MemberOf(json, nameof(PartialState.Md5))?.GetString(),
        ETag = JournalLine.MemberOf(json, nameof(PartialState.ETag))?.GetString(),
        Flushed = PairsOf(json, nameof(PartialState.Flushed)) ?? [],
        Written = PairsOf(json, nameof(PartialState.Written)),
        Reserved = JournalLine.MemberOf(json, nameof(PartialState.Reserved))?.GetInt64() ?? 0,
        System = JournalLine.MemberOf(json, nameof(PartialState.System))?.GetString() ?? "",
        Machine = JournalLine.MemberOf(json, nameof(PartialState.Machine))?.GetString() ?? "",
        Owner = JournalLine.MemberOf(json, nameof(PartialState.Owner))?.GetGuid() ?? default,
    };

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
