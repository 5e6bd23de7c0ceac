using System;
using FigshareTools.References;

namespace FigshareTools.Rows;

/// <summary>Reads the text of a cell, which is not blank.</summary>
/// <returns>False when the text is no such value.</returns>
internal delegate bool CellReader<T>(string text, out T value);

/// <summary>How the text of a cell becomes a value.</summary>
/// <param name="TryRead">Reads the text.</param>
/// <param name="Requirement">What the text should have been and how to write it; it follows "which is not".</param>
internal sealed record CellFormat<T>(CellReader<T> TryRead, string Requirement);

/// <summary>The formats of cells.</summary>
internal static class CellFormats
{
    /// <summary>A text for people, without the key of a private link.</summary>
    public static readonly CellFormat<string?> Text = new(TryReadText, "a text");

    /// <summary>A path, which stays as it is: a file that was saved by hand may have the address as its name.</summary>
    public static readonly CellFormat<string?> Path = new(TryReadPath, "a path");

    public static readonly CellFormat<long?> Id = new(
        (string text, out long? number) => CellNumber.TryParse(text, out number),
        $"an id; {CellNumber.HowToWrite}");

    public static readonly CellFormat<long?> Length = new(
        (string text, out long? number) => CellNumber.TryParse(text, out number),
        $"a length in bytes; {CellNumber.HowToWrite}, or leave it out");

    public static readonly CellFormat<int?> Version = new(
        TryReadVersion, $"a version; {CellNumber.HowToWrite}, or leave it out");

    public static readonly CellFormat<string?> Md5 = new(
        TryReadMd5, "an MD5; write 32 hexadecimal digits, or leave it out");

    public static readonly CellFormat<bool> Flag = new(
        TryReadFlag, "a yes or no; write True or False, or leave it out");

    public static readonly CellFormat<FigshareSecret?> Secret = new(TryReadSecret, "a key");

    private static bool TryReadText(string text, out string? value)
    {
        value = PastedText.WithoutKey(text);
        return true;
    }

    private static bool TryReadPath(string text, out string? value)
    {
        value = text;
        return true;
    }

    private static bool TryReadVersion(string text, out int? version)
    {
        var isVersion = CellNumber.TryParse(text, out var number) && number is null or <= int.MaxValue;
        version = isVersion ? (int?)number : null;
        return isVersion;
    }

    private static bool TryReadMd5(string text, out string? md5)
    {
        try
        {
            md5 = Md5Text.Normalize(text);
            return true;
        }
        catch (FormatException)
        {
            md5 = null;
            return false;
        }
    }

    private static bool TryReadFlag(string text, out bool flag)
    {
        var word = text.Trim().ToLowerInvariant();
        flag = word is "true" or "1" or "yes";
        return flag || word is "false" or "0" or "no";
    }

    // The stars that hide a secret in an exported list are no key; see PlateRow.IsKeyMissing.
    private static bool TryReadSecret(string text, out FigshareSecret? secret)
    {
        secret = FigshareSecret.TryCreate(text);
        return true;
    }
}
