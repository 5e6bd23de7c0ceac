using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>The throughput over a night in equal parts of time.</summary>
internal static class ThroughputSeries
{
    private const int MaximumParts = 400;

    private static readonly double[] s_leadingDigits = [1, 2, 3, 4, 6, 8, 10];

    /// <summary>
    /// Samples are 5 seconds apart while plates are under way. A longer time without a sample is a time without plates.
    /// </summary>
    private static readonly TimeSpan s_minimumPart = TimeSpan.FromSeconds(15);

    /// <summary>The mean throughput of each part; null where there was no sample.</summary>
    public static IReadOnlyList<long?> Means(IEnumerable<ThroughputSample> samples, TimeAxis axis)
    {
        var parts = (int)Math.Min(Math.Max(axis.Length.Ticks / s_minimumPart.Ticks, 1), MaximumParts);
        var sums = new double[parts];
        var counts = new int[parts];
        foreach (var sample in samples)
        {
            var part = Math.Min((int)(axis.Position(sample.Time) * parts), parts - 1);
            sums[part] += sample.BytesPerSecond;
            counts[part]++;
        }

        return [.. sums.Select((sum, i) => counts[i] == 0 ? (long?)null : (long)(sum / counts[i]))];
    }

    /// <summary>The least of 1, 2, 3, 4, 6 and 8 times a power of ten that is not below a rate.</summary>
    public static double RoundUp(double rate)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(rate, 1))));
        return power * s_leadingDigits.First(digit => rate <= digit * power);
    }

    /// <summary>
    /// The rate at the top of the chart. A limit that is much higher than the throughput is left out of the chart, because the
    /// curve would be flat.
    /// </summary>
    public static double TopOf(IEnumerable<long?> means, IEnumerable<LimitChange> limits)
    {
        double highest = Math.Max(means.Max() ?? 0, 1);
        var shown = limits.Select(limit => (double)limit.BytesPerSecond).Where(limit => limit <= 2 * highest);
        return RoundUp(1.05 * Math.Max(highest, shown.DefaultIfEmpty(0).Max()));
    }
}
