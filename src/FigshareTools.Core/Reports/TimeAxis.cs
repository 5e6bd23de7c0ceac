using System;
using System.Collections.Generic;
using System.Globalization;

namespace FigshareTools.Reports;

/// <summary>
/// The time axis of a chart. Positions are percentages, so that a chart has the width of its page and texts keep their size.
/// </summary>
internal sealed class TimeAxis
{
    private const int MaximumTicks = 8;

    /// <summary>For steps below a minute, whose labels are half as long again.</summary>
    private const int MaximumTicksWithSeconds = 5;

    private static readonly int[] s_steps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400, 172800, 604800,
    ];

    private readonly ReportClock _clock;

    public TimeAxis(DateTimeOffset start, DateTimeOffset end, ReportClock clock)
    {
        Start = start;
        End = end - start < TimeSpan.FromSeconds(1) ? start.AddSeconds(1) : end;
        _clock = clock;
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan Length => End - Start;

    /// <summary>The position of a point in time from 0 to 1. Times outside of the axis are moved to its ends.</summary>
    public double Position(DateTimeOffset time) =>
        Math.Min(Math.Max((time - Start).TotalSeconds / Length.TotalSeconds, 0), 1);

    /// <summary>A position as SVG reads it.</summary>
    public static string Percent(double position) => (position * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>At most eight round times of day.</summary>
    public IReadOnlyList<TimeTick> Ticks()
    {
        var step = StepFor(Length);
        var local = _clock.Local(Start);
        var midnight = Start - local.TimeOfDay;
        var ticks = new List<TimeTick>();
        var first = (long)Math.Ceiling(local.TimeOfDay.TotalSeconds / step);
        for (var i = first; midnight.AddSeconds(i * step) <= End; i++)
        {
            var time = midnight.AddSeconds(i * step);
            var text = step >= 86400 ? _clock.ShortDay(time) : step < 60 ? _clock.TimeWithSeconds(time) : _clock.Time(time);
            ticks.Add(new TimeTick(Position(time), text, IsMinor: i % 2 != 0));
        }

        return ticks;
    }

    private static long StepFor(TimeSpan length)
    {
        foreach (var step in s_steps)
        {
            if (length.TotalSeconds / step <= (step < 60 ? MaximumTicksWithSeconds : MaximumTicks))
            {
                return step;
            }
        }

        // Longer than eight weeks.
        return (long)Math.Ceiling(length.TotalDays / MaximumTicks) * 86400;
    }
}

/// <summary>A labelled time of an axis.</summary>
/// <param name="Position">From 0 to 1.</param>
/// <param name="Text">The time.</param>
/// <param name="IsMinor">Whether a narrow page leaves it out.</param>
internal sealed record TimeTick(double Position, string Text, bool IsMinor);
