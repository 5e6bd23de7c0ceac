using System;
using System.Text;
using System.Text.Json.Serialization;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>A line of the journal: a whole state, or a write.</summary>
internal sealed record PartialEntry
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartialState? State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long From { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long To { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Guid Owner { get; init; }

    public static byte[] LineOf(PartialEntry entry) =>
        Encoding.UTF8.GetBytes(JournalLine.Of(entry, PartialEntryJson.Default.PartialEntry));
}

[JsonSerializable(typeof(PartialEntry))]
internal sealed partial class PartialEntryJson : JsonSerializerContext;
