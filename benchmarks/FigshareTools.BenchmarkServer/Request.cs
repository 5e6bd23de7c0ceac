using System;
using System.Globalization;

namespace FigshareTools.Benchmarks.Server;

/// <summary>The head of a request, as far as it matters here.</summary>
internal sealed class Request
{
    private Request(string[] lines)
    {
        var words = lines[0].Split(' ');
        if (words.Length != 3)
        {
            throw new FormatException("This is no HTTP request.");
        }

        IsHead = words[0] == "HEAD";
        var target = words[1].Split('?', 2);
        Path = target[0];
        Query = target.Length > 1 ? target[1] : "";
        KeepsAlive = words[2] == "HTTP/1.1";
    }

    public bool IsHead { get; }

    public string Path { get; }

    /// <summary>Without its question mark.</summary>
    public string Query { get; }

    public bool KeepsAlive { get; private set; }

    public string? Range { get; private set; }

    public string? IfRange { get; private set; }

    /// <exception cref="FormatException">It is none.</exception>
    public static Request Parse(string head)
    {
        var lines = head.Split("\r\n");
        var request = new Request(lines);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].ToUpperInvariant())
            {
                case "RANGE":
                    request.Range = value;
                    break;
                case "IF-RANGE":
                    request.IfRange = value;
                    break;
                case "CONNECTION":
                    request.KeepsAlive &= !value.Equals("close", StringComparison.OrdinalIgnoreCase);
                    break;
            }
        }

        return request;
    }

    /// <summary>The part that is asked for of a file of this length and tag.</summary>
    /// <returns>From and end (exclusive); null for all of it; an empty part when the range lies beyond the file.</returns>
    public (long From, long End)? PartOf(long length, string tag)
    {
        if (Range is null || !Range.StartsWith("bytes=", StringComparison.Ordinal) || (IfRange is not null && IfRange != tag))
        {
            return null;
        }

        var ends = Range["bytes=".Length..].Split('-');
        if (ends.Length != 2 || Range.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        if (ends[0].Length == 0)
        {
            return (Math.Max(0, length - Number(ends[1])), length);
        }

        var from = Number(ends[0]);
        return (from, ends[1].Length == 0 ? length : Math.Min(length, Number(ends[1]) + 1));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
