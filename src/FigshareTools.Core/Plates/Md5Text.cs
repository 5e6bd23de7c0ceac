using System;

namespace FigshareTools;

/// <summary>Parses MD5s as people and services write them.</summary>
internal static class Md5Text
{
    private const int Digits = 32;

    /// <summary>The MD5 as 32 lower-case hexadecimal digits; null when the text is no MD5.</summary>
    public static string? TryNormalize(string? md5)
    {
        try
        {
            return Normalize(md5);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The MD5 as 32 lower-case hexadecimal digits; null when the text is blank.</summary>
    /// <exception cref="FormatException">The text is no MD5.</exception>
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

        return text.Length == Digits ? text.ToLowerInvariant() : throw new FormatException();
    }
}
