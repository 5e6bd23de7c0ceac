using System;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>Applies the limits of a timetable to a run when their times come.</summary>
internal sealed class BandwidthTimetable : IDisposable
{
    // A clock that is set, and the days of daylight saving time, change the limit within this time.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly BandwidthSchedule _schedule;
    private readonly long _maximum;
    private readonly TimeProvider _clock;
    private readonly Action<BandwidthPeriod> _apply;
    private readonly ClockWatch _watch;
    private long? _applied;

    /// <param name="schedule">The timetable.</param>
    /// <param name="maximum">A limit that always holds, in bytes per second; 0 for none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="apply">Called with the limit at once, and with each other limit when its time comes.</param>
    public BandwidthTimetable(
        BandwidthSchedule schedule, long maximum, TimeProvider clock, Action<BandwidthPeriod> apply)
    {
        _schedule = schedule;
        _maximum = maximum;
        _clock = clock;
        _apply = apply;
        _watch = new ClockWatch(clock, Look);
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>The smaller one of two limits, each 0 for none.</summary>
    public static long Smaller(long first, long second) =>
        first == 0 ? second : second == 0 ? first : Math.Min(first, second);

    /// <summary>How long the clock need not be looked at: until the next entry, at most a second.</summary>
    public static TimeSpan WaitBetween(DateTime now, DateTime next) =>
        next - now < s_longestWait ? next - now : s_longestWait;

    private TimeSpan? Look()
    {
        var now = _clock.GetLocalNow().DateTime;
        var period = _schedule.At(now);
        var limit = Smaller(period.BytesPerSecond, _maximum);
        if (_applied != limit)
        {
            _applied = limit;
            _apply(period with { BytesPerSecond = limit });
        }

        return WaitBetween(now, period.Until);
    }
}
