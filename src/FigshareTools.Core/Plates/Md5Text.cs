using System;

namespace FigshareTools;

/// <summary>MD5s as people and services write them.</summary>
internal static class Md5Text
{
    /// <summary>A given MD5 as this engine writes it; null when there is none.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string? Normalize(string? md5)
    {
        var text = md5?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (var c in text!)
        {
            if (!Uri.IsHexDigit(c))
            {
                throw new FormatException();
            }
        }

        return text.Length == 32 ? text.ToLowerInvariant() : throw new FormatException();
    }
}
