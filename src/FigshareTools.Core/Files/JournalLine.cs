using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace FigshareTools.Files;

/// <summary>
/// A line of an append-only file: JSON with a checksum, so that a torn line loses nothing but itself. Lines are written and read
/// member by member. The serializer would have to be compiled first, which takes longer than a small plate.
/// </summary>
internal static class JournalLine
{
    /// <summary>The number of hexadecimal digits that a line begins with.</summary>
    public const int ChecksumLength = 8;

    /// <summary>Formats a line. It begins with a line break, so that it stands alone also after a torn line.</summary>
    /// <param name="write">Writes the members of the JSON object.</param>
    public static byte[] Format(Action<Utf8JsonWriter> write)
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

    /// <summary>Parses a line.</summary>
    /// <param name="line">The line without its line break.</param>
    /// <param name="read">Reads the value from the JSON object.</param>
    /// <returns>The value; null when the line is torn or has another format.</returns>
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

    /// <summary>A member of an object; null when it is missing or null.</summary>
    public static JsonElement? MemberOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string Checksum(string text) => Fnv1a.Hash32(text).ToString("x8", CultureInfo.InvariantCulture);
}
