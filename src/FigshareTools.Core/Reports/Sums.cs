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

    public static long Bytes(IEnumerable<long> numbers) => (long)Math.Min(numbers.Sum(number => (double)number), MaximumBytes);

    /// <summary>The time that the spans cover. Time that several of them cover counts once.</summary>
    public static TimeSpan Time(IEnumerable<ReportSpan> spans)
    {
        var (seconds, covered) = (0.0, DateTimeOffset.MinValue);
        foreach (var span in spans.Where(span => span.End > span.Start).OrderBy(span => span.Start))
        {
            var start = span.Start > covered ? span.Start : covered;
            if (span.End > start)
            {
                seconds += (span.End - start).TotalSeconds;
                covered = span.End;
            }
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
