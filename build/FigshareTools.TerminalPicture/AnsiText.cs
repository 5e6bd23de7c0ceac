using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.TerminalPicture;

/// <summary>A part of a line in one style.</summary>
/// <param name="Text">The text.</param>
/// <param name="Color">The number of a terminal's colour, 0 to 15; null for the usual one.</param>
/// <param name="IsBold">Whether the text is bold.</param>
public sealed record StyledText(string Text, int? Color, bool IsBold);

/// <summary>Reads text with the escape sequences (SGR) by which programs style terminals.</summary>
public static partial class AnsiText
{
    /// <summary>Divides text into lines and these into parts of one style. Other escape sequences are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<StyledText>> Parse(string text)
    {
        var lines = new List<IReadOnlyList<StyledText>>();
        var style = new StyledText("", Color: null, IsBold: false);
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            var parts = new List<StyledText>();
            var at = 0;
            foreach (Match sequence in EscapeSequence().Matches(line))
            {
                Add(parts, style, line[at..sequence.Index]);
                at = sequence.Index + sequence.Length;
                if (sequence.Groups["sgr"].Success)
                {
                    style = Apply(style, sequence.Groups["sgr"].Value);
                }
            }

            Add(parts, style, line[at..].TrimEnd());
            lines.Add(parts);
        }

        return lines;
    }

    private static void Add(List<StyledText> parts, StyledText style, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(style with { Text = text });
        }
    }

    private static StyledText Apply(StyledText style, string codes) => codes.Split(';')
        .Select(code => code.Length == 0 ? 0 : int.Parse(code, CultureInfo.InvariantCulture))
        .Aggregate(style, (current, code) => code switch
        {
            0 => current with { Color = null, IsBold = false },
            1 => current with { IsBold = true },
            22 => current with { IsBold = false },
            >= 30 and <= 37 => current with { Color = code - 30 },
            39 => current with { Color = null },
            >= 90 and <= 97 => current with { Color = code - 82 },
            _ => current,
        });

    [GeneratedRegex(@"\x1b(\[(?<sgr>[0-9;]*)m|\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07)")]
    private static partial Regex EscapeSequence();
}
