using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Terminal;

/// <summary>An activity as a line of text: what, a bar, how much, and what just now.</summary>
internal static class ProgressLine
{
    private const int BarWidth = 24;
    private const int NameWidth = 32;

    /// <summary>The line with a bar, for a terminal.</summary>
    public static string WithBar(ProgressRecord record, int depth, int width)
    {
        var indent = new string(' ', depth * 2);
        var name = Fit(indent + OnOneLine(record.Activity), Math.Clamp(width / 3, 8, NameWidth));
        return $"{name} {Bar(record.PercentComplete)} {Details(record)}";
    }

    /// <summary>The line in words, for a log.</summary>
    public static string InWords(ProgressRecord record) => $"{OnOneLine(record.Activity)}: {Details(record)}";

    private static string Bar(int percent)
    {
        // Without a percentage nobody knows how far it is: an empty frame, not a guess.
        var full = Math.Max(percent, 0) * BarWidth / 100;
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}]";
    }

    private static string Details(ProgressRecord record)
    {
        var text = new StringBuilder();
        if (record.PercentComplete >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{record.PercentComplete,3}% ");
        }

        text.Append(record.StatusDescription);
        if (!string.IsNullOrEmpty(record.CurrentOperation))
        {
            text.Append(", ").Append(record.CurrentOperation);
        }

        if (record.SecondsRemaining >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(record.SecondsRemaining):c} left");
        }

        return OnOneLine(text.ToString());
    }

    // A line feed or an escape sequence in a file's name would tear the lines apart.
    private static string OnOneLine(string text)
        => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Fit(string text, int width)
        => text.Length <= width ? text.PadRight(width) : string.Concat(text.AsSpan(0, width - 1), "~");
}
