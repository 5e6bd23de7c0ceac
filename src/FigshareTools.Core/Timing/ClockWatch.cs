using System;
using System.Threading;

namespace FigshareTools.Timing;

/// <summary>
/// Looks at the clock on the wall again and again. Timers measure the time that passes; a clock that is set, a machine that
/// was suspended, and daylight saving time show only to somebody who looks.
/// </summary>
internal sealed class ClockWatch : IDisposable
{
    private readonly ITimer _timer;

    /// <summary>Looks for the first time at once.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="look">Acts by the time. It returns the time until it looks again; null for never.</param>
    public ClockWatch(TimeProvider clock, Func<TimeSpan?> look)
    {
        _timer = clock.CreateTimer(_ => Look(look), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look(look);
    }

    public void Dispose() => _timer.Dispose();

    private void Look(Func<TimeSpan?> look)
    {
        if (look() is { } wait)
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
