using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FigshareTools.Files;

/// <summary>
/// A line of a file that is only ever added to: JSON with a checksum, so that a torn line costs no more than itself.
/// </summary>
internal static class JournalLine
{
    private const int ChecksumLength = 8;

    /// <summary>The line of a value. It begins with a line break, so that a torn line before it does not swallow it.</summary>
    public static string Of<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);
        return $"\n{Checksum(json)} {json}\n";
    }

    /// <summary>The value of a line; null when it is torn or not one of ours.</summary>
    public static T? Parse<T>(string line, JsonTypeInfo<T> type)
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
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>FNV-1a: it is to find torn lines, not forged ones.</summary>
    private static string Checksum(IEnumerable<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
