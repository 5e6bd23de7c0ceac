using System;
using System.Globalization;

namespace FigshareTools.Reports;

/// <summary>
/// Formats the values of a report. A report is English text for any reader, so that the culture of the machine does not matter.
/// </summary>
internal static class ReportTexts
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 999.5 && unit < s_units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var format = unit == 0 || bytes >= 99.95 ? "0" : bytes >= 9.995 ? "0.0" : "0.00";
        return bytes.ToString(format, CultureInfo.InvariantCulture) + " " + s_units[unit];
    }

    public static string Rate(double bytesPerSecond) => Bytes(bytesPerSecond) + "/s";

    /// <summary>Two units at most: "12 s", "3 min 5 s", "8 h 12 min", "3 d 4 h".</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => Number(time.TotalSeconds, "0.0") + " s",
        < 59.5 => Number(time.TotalSeconds, "0") + " s",
        < 600 => Pair((int)Math.Round(time.TotalSeconds), 60, "min", "s"),
        < 3600 - 30 => Number(time.TotalMinutes, "0") + " min",
        < 86400 * 2 => Pair((int)Math.Round(time.TotalMinutes), 60, "h", "min"),
        _ => Pair((int)Math.Round(time.TotalHours), 24, "d", "h"),
    };

    /// <summary>A number of things: "1 plate", "2,000 plates".</summary>
    public static string Count(int count, string thing) =>
        Number(count, "#,0") + " " + (count == 1 ? thing
            : thing[thing.Length - 1] == 'y' ? thing.TrimEnd('y') + "ies"
            : thing + "s");

    public static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Pair(int total, int size, string large, string small) => total % size == 0
        ? $"{total / size} {large}"
        : $"{total / size} {large} {total % size} {small}";
}
