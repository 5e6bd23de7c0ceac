using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>
/// Adds up numbers of a log. A log is a text that anybody can have written: its sums end at a maximum instead of failing.
/// </summary>
internal static class Sums
{
    private const double MaximumBytes = 1e18;

    private static readonly TimeSpan s_maximumTime = TimeSpan.FromDays(365_000);

    public static long Bytes(IEnumerable<long> numbers) => (long)Math.Min(numbers.Sum(number => (double)number), MaximumBytes);

    public static TimeSpan Time(IEnumerable<TimeSpan> times)
    {
        var seconds = times.Sum(time => time.TotalSeconds);
        return seconds < s_maximumTime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_maximumTime;
    }
}
