using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Terminal;

/// <summary>Formats an activity as a line: its name, a bar, the percentage, the status and the time left.</summary>
internal static class ProgressLine
{
    private const int BarWidth = 24;
    private const int NameWidth = 32;

    /// <summary>Formats a line with a bar, for a terminal.</summary>
    public static string WithBar(ProgressRecord record, int depth, int width)
    {
        var indent = new string(' ', depth * 2);
        var name = Fit(
            indent + RemoveControlCharacters(record.Activity), Math.Clamp(width / 3, 8, NameWidth));
        return $"{name} {Bar(record.PercentComplete)} {Details(record)}";
    }

    /// <summary>Formats a line without a bar, for a log.</summary>
    public static string WithoutBar(ProgressRecord record) =>
        $"{RemoveControlCharacters(record.Activity)}: {Details(record)}";

    private static string Bar(int percent)
    {
        // An activity without a percentage (-1) has an empty bar.
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

        return RemoveControlCharacters(text.ToString());
    }

    // A line feed or an escape sequence in a file name would break the layout of the live lines.
    private static string RemoveControlCharacters(string text)
        => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Fit(string text, int width)
        => text.Length <= width ? text.PadRight(width) : string.Concat(text.AsSpan(0, width - 1), "~");
}
