using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Timing;

/// <summary>A moment of the week from which on a limit holds.</summary>
/// <param name="Start">The time since the beginning of Sunday.</param>
/// <param name="BytesPerSecond">The limit; 0 for none.</param>
internal readonly record struct BandwidthChange(TimeSpan Start, long BytesPerSecond)
{
    private const int DaysOfWeek = 7;

    private static readonly string[] s_units = ["", "KB", "MB", "GB", "TB"];

    private static readonly Regex s_entry = new(
        @"^\s*(?:(?<days>[^\s\d=][^\d=]*?)\s+)?(?<hour>\d\d?):(?<minute>\d\d)\s*=\s*(?<limit>\S.*?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex s_limit = new(
        @"^(?<number>\d+(\.\d+)?)\s*(?<unit>|KB|MB|GB|TB)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase);

    /// <summary>The changes of an entry, one for each of its days.</summary>
    /// <exception cref="FormatException">The entry cannot be read.</exception>
    public static IReadOnlyList<BandwidthChange> Parse(string entry)
    {
        var match = s_entry.Match(entry);
        if (!match.Success)
        {
            throw new FormatException(
                $"'{entry}' is no entry of a timetable; write a time and a limit, such as '08:00=10MB' or 'Mon-Fri 18:00=0'");
        }

        var (hour, minute) = (NumberOf(match.Groups["hour"]), NumberOf(match.Groups["minute"]));
        if (hour > 23 || minute > 59)
        {
            throw new FormatException($"'{entry}' has no time of the day; write 00:00 to 23:59");
        }

        var limit = LimitOf(match.Groups["limit"].Value, entry);
        var time = new TimeSpan(hour, minute, 0);
        return [.. DaysOf(match.Groups["days"], entry).Select(day => new BandwidthChange(time + TimeSpan.FromDays(day), limit))];
    }

    private static int NumberOf(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<int> DaysOf(Group days, string entry) => days.Success
        ? days.Value.Split(',').SelectMany(part => RangeOf(part, entry)).Distinct()
        : Enumerable.Range(0, DaysOfWeek);

    /// <summary>A day, or the days of a range, which may go over the end of the week.</summary>
    private static IEnumerable<int> RangeOf(string part, string entry)
    {
        var ends = Array.ConvertAll(part.Split('-'), name => DayOf(name.Trim(), entry));
        return ends.Length switch
        {
            1 => ends,
            2 => Enumerable.Range(ends[0], ((ends[1] - ends[0] + DaysOfWeek) % DaysOfWeek) + 1).Select(day => day % DaysOfWeek),
            _ => throw NoDay(part.Trim(), entry),
        };
    }

    private static int DayOf(string name, string entry)
    {
        for (var day = 0; day < DaysOfWeek; day++)
        {
            var full = ((DayOfWeek)day).ToString();
            if (name.Equals(full, StringComparison.OrdinalIgnoreCase)
                || name.Equals(full.Substring(0, 3), StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        throw NoDay(name, entry);
    }

    private static FormatException NoDay(string name, string entry) => new(
        $"'{name}' in '{entry}' is no weekday; write Mon, Tue, Wed, Thu, Fri, Sat or Sun, a list (Sat,Sun) or a range (Mon-Fri)");

    /// <summary>The limit, with the units as PowerShell writes numbers: 1KB is 1024.</summary>
    private static long LimitOf(string text, string entry)
    {
        var match = s_limit.Match(text);
        if (match.Success)
        {
            var unit = Array.IndexOf(s_units, match.Groups["unit"].Value.ToUpperInvariant());
            var bytes = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Math.Pow(1024, unit);
            // A positive number never means that there is no limit.
            if (bytes < long.MaxValue)
            {
                return bytes is > 0 and < 1 ? 1 : (long)bytes;
            }
        }

        throw new FormatException(
            $"'{text}' in '{entry}' is no limit; write bytes a second, such as 10MB or 1.5MB, or 0 for no limit");
    }
}
