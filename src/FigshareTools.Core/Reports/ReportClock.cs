using System;
using System.Globalization;

namespace FigshareTools.Reports;

/// <summary>Formats points in time for the readers of a report, in their time zone.</summary>
/// <param name="zone">The time zone.</param>
/// <param name="now">The time of the report.</param>
internal sealed class ReportClock(TimeZoneInfo zone, DateTimeOffset now)
{
    /// <summary>A run without an end whose last line is younger than this may still be running.</summary>
    private static readonly TimeSpan s_maximumSilence = TimeSpan.FromMinutes(2);

    public DateTimeOffset Now { get; } = now;

    /// <summary>Whether a run of which no end is logged may still be running.</summary>
    public bool MayBeRunning(DateTimeOffset lastLine) => Now - lastLine < s_maximumSilence;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    public string Time(DateTimeOffset time) => Format(time, "HH:mm");

    public string TimeWithSeconds(DateTimeOffset time) => Format(time, "HH:mm:ss");

    public string Day(DateTimeOffset time) => Format(time, "d MMMM yyyy");

    public string ShortDay(DateTimeOffset time) => Format(time, "d MMM");

    public string DayAndTime(DateTimeOffset time) => Format(time, "d MMMM yyyy, HH:mm");

    /// <summary>A span: "24 November 2026, 21:00 to 05:12", or with both days when it is longer than half a day.</summary>
    public string Span(DateTimeOffset start, DateTimeOffset end) =>
        Local(start).Date == Local(end).Date || end - start < TimeSpan.FromHours(12)
            ? $"{DayAndTime(start)} to {Time(end)}"
            : $"{DayAndTime(start)} to {DayAndTime(end)}";

    /// <summary>The offset of the zone: "UTC+01:00".</summary>
    public string Offset(DateTimeOffset time) => "UTC" + Format(time, "zzz");

    private string Format(DateTimeOffset time, string format) => Local(time).ToString(format, CultureInfo.InvariantCulture);
}
