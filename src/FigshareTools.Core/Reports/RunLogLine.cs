using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace FigshareTools.Reports;

/// <summary>
/// A line of a run log. Members that are missing or of another type than expected are absent: a report is made of what can be
/// read.
/// </summary>
internal sealed class RunLogLine
{
    /// <summary>The version of the log's format that this program reads.</summary>
    private const int Schema = 1;

    private const long MaximumNumber = 1_000_000_000_000_000;

    private const double MaximumSeconds = 1e9;

    /// <summary>How every line begins. A torn line without a line break can be followed by a whole one.</summary>
    private const string Beginning = "{\"schema\":";

    private readonly Dictionary<string, JsonElement> _members;

    private RunLogLine(Dictionary<string, JsonElement> members, DateTimeOffset time, string run, string kind) =>
        (_members, Time, Run, Event) = (members, time, run, kind);

    public DateTimeOffset Time { get; }

    /// <summary>The id of the run.</summary>
    public string Run { get; }

    /// <summary>The kind of the event.</summary>
    public string Event { get; }

    /// <summary>Parses a line.</summary>
    /// <returns>The line; null when it is torn, of another format, or not a line of a run log.</returns>
    public static RunLogLine? Parse(string text)
    {
        if (TryParse(text) is { } whole)
        {
            return whole;
        }

        var last = text.LastIndexOf(Beginning, StringComparison.Ordinal);
        return last > 0 ? TryParse(text.Substring(last)) : null;
    }

    public string? Text(string member) => TextOf(_members, member);

    /// <summary>A number of bytes or an id, from 0 to <see cref="MaximumNumber"/>.</summary>
    public long? Number(string member) => Double(member) is { } number
        ? Member(member)!.Value.TryGetInt64(out var exact) && exact is >= 0 and <= MaximumNumber
            ? exact
            : (long)Math.Min(Math.Max(number, 0), MaximumNumber)
        : null;

    /// <summary>A number of seconds, from 0 to thirty years.</summary>
    public double? Seconds(string member) =>
        Double(member) is { } seconds ? Math.Min(Math.Max(seconds, 0), MaximumSeconds) : null;

    /// <summary>The members of an object as texts, in their order. An array is its entries, separated by commas.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string member)
    {
        try
        {
            return Member(member) is { ValueKind: JsonValueKind.Object } value
                ? [.. value.EnumerateObject().Select(pair => new KeyValuePair<string, string>(pair.Name, Shown(pair.Value)))]
                : [];
        }
        catch (InvalidOperationException)
        {
            // A name with half a character.
            return [];
        }
    }

    private static RunLogLine? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.Clone().EnumerateObject())
            {
                members[member.Name] = member.Value;
            }

            return members.TryGetValue("schema", out var schema)
                && schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var version) && version == Schema
                && InstantOf(TextOf(members, "time")) is { } time && TextOf(members, "run") is { } run
                && TextOf(members, "event") is { } kind
                ? new RunLogLine(members, time, run, kind)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: it is no object, or a name has half a character, which JSON can escape.
            return null;
        }
    }

    private JsonElement? Member(string name) => _members.TryGetValue(name, out var value) ? value : null;

    private static string? TextOf(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private double? Double(string member) =>
        Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && !double.IsNaN(number)
            ? number
            : null;

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value) ?? "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Shown)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.GetRawText(),
    };

    private static DateTimeOffset? InstantOf(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is > 2000 and < 2100
        ? time.ToUniversalTime()
        : null;
}
