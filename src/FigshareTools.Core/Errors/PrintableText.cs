using System;
using System.Globalization;
using System.Text;

namespace FigshareTools;

/// <summary>
/// Makes texts from servers, files and rows safe to show. A terminal obeys control characters, and bidirectional overrides
/// show a name as another one. Messages, warnings, errors and progress pass through it; values of results do not, because a
/// name on disk must be the published name.
/// </summary>
public static class PrintableText
{
    /// <summary>
    /// The text with control characters, line breaks, formatting characters (bidirectional overrides and marks, zero-width
    /// characters) and lone surrogates replaced by their number: <c>\u{202E}</c>. Letters of all scripts stay.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Escape(text, keepLines: false);

    /// <summary>The same for a text of several lines: line breaks and tabs stay.</summary>
    /// <param name="text">The text.</param>
    public static string OfLines(string text) => Escape(text, keepLines: true);

    /// <summary>Whether a character changes the direction of the text around it.</summary>
    internal static bool IsDirectionChange(char character) =>
        character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(string text, bool keepLines)
    {
        StringBuilder? printable = null;
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsInvisible(text, i) && !(keepLines && text[i] is ('\r' or '\n' or '\t')))
            {
                var code = length == 2 ? char.ConvertToUtf32(text, i) : text[i];
                printable ??= new StringBuilder(text, 0, i, text.Length + 16);
                printable.Append("\\u{").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                printable?.Append(text, i, length);
            }

            i += length - 1;
        }

        return printable?.ToString() ?? text;
    }

    // Most texts are ASCII, for which the table of categories is not needed.
    private static bool IsInvisible(string text, int index) => text[index] switch
    {
        < ' ' or '\u007F' => true,
        < '\u007F' => false,
        // Letters and symbols without a shape: fillers of Hangul, and the empty Braille pattern.
        '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0' => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
    };
}
