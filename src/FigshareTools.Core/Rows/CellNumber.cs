using System.Globalization;

namespace FigshareTools.Rows;

/// <summary>Whole numbers as tables contain them.</summary>
public static class CellNumber
{
    /// <summary>Advice for a text that is not a number.</summary>
    public const string HowToWrite = "write it in digits alone, such as 18028784, without separators or an exponent";

    private const int MaximumDigits = 18;

    private static readonly char[] s_surroundings =
        [' ', '\t', '\r', '\n', '\u00A0', '\uFEFF', '"', '\'', '\u2018', '\u2019', '\u201C', '\u201D'];

    /// <summary>
    /// Reads a number in digits, with or without blanks and quotes around it. The decimals of <c>18028784.0</c> are
    /// accepted when they are zero: pandas writes ids in this way as soon as one row of the column is empty.
    /// </summary>
    /// <param name="text">The text of a cell.</param>
    /// <param name="number">The number; null for a text with nothing but blanks and quotes.</param>
    /// <returns>False when the text is not a whole number, or has separators or an exponent.</returns>
    public static bool TryParse(string text, out long? number)
    {
        var digits = text.Trim(s_surroundings);
        if (digits.IndexOf('.') > 0)
        {
            // The point remains, and is refused below, when other digits than zeros follow it.
            digits = digits.TrimEnd('0');
            digits = digits[^1] == '.' ? digits.Substring(0, digits.Length - 1) : digits;
        }

        number = null;
        if (digits.Length == 0)
        {
            return true;
        }

        if (digits.Length > MaximumDigits
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        number = parsed;
        return true;
    }
}
