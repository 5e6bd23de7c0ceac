using System;
using System.Globalization;

namespace FigshareTools.Benchmarks.Server;

/// <summary>The parsed head of a request, limited to the parts that the server uses.</summary>
internal sealed class Request
{
    private Request(string[] lines)
    {
        var words = lines[0].Split(' ');
        if (words.Length != 3)
        {
            throw new FormatException("The request is not HTTP.");
        }

        IsHead = words[0] == "HEAD";
        var target = PathAndQuery(words[1]).Split('?', 2);
        Path = target[0];
        Query = target.Length > 1 ? target[1] : "";
        KeepsAlive = words[2] == "HTTP/1.1";
    }

    public bool IsHead { get; }

    public string Path { get; }

    /// <summary>The query, without the question mark.</summary>
    public string Query { get; }

    public bool KeepsAlive { get; private set; }

    public string? Range { get; private set; }

    public string? IfRange { get; private set; }

    /// <summary>Parses the head of a request.</summary>
    /// <exception cref="FormatException">The request is not HTTP.</exception>
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

    /// <summary>Resolves the Range header for a file with a length and an ETag.</summary>
    /// <returns>
    /// The first byte and the exclusive end; null for the whole file; an empty range if it is beyond the file.
    /// </returns>
    public (long FirstByte, long End)? ResolveRange(long length, string eTag)
    {
        var hasRange = Range?.StartsWith("bytes=", StringComparison.Ordinal) == true;
        if (Range is null || !hasRange || (IfRange is not null && IfRange != eTag))
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
            return (Math.Max(0, length - ParseNumber(ends[1])), length);
        }

        var firstByte = ParseNumber(ends[0]);
        return (firstByte, ends[1].Length == 0 ? length : Math.Min(length, ParseNumber(ends[1]) + 1));
    }

    /// <summary>Removes the host from the address of a request to a proxy.</summary>
    private static string PathAndQuery(string address) =>
        address.StartsWith('/') ? address : new Uri(address).PathAndQuery;

    private static long ParseNumber(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
