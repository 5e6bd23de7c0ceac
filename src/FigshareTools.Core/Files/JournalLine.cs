using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace FigshareTools.Files;

/// <summary>
/// A line of a file that is only ever added to: JSON with a checksum, so that a torn line costs no more than itself. Written and
/// read member by member: the serializer would have to be compiled first, for longer than a small plate takes.
/// </summary>
internal static class JournalLine
{
    private const int ChecksumLength = 8;

    /// <summary>The line of a value. It begins with a line break, so that a torn line before it does not swallow it.</summary>
    /// <param name="write">Writes the members of its object.</param>
    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        return Encoding.UTF8.GetBytes($"\n{Checksum(text)} {text}\n");
    }

    /// <summary>The value of a line; null when it is torn or not one of ours.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="read">Reads the value from its object.</param>
    public static T? Parse<T>(string line, Func<JsonElement, T> read)
        where T : class
    {
        if (line.Length <= ChecksumLength || line[ChecksumLength] != ' ')
        {
            return null;
        }

        var json = line.Substring(ChecksumLength + 1);
        if (Checksum(json) != line.Substring(0, ChecksumLength))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A member; null when it is not there, or null.</summary>
    public static JsonElement? MemberOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>FNV-1a: it is to find torn lines, not forged ones.</summary>
    private static string Checksum(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
