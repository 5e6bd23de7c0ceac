using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>
/// A clock whose waits end at once and are recorded. Stall timers, which are created without a due time and armed later,
/// expire only on <see cref="ExpireStallTimersAsync"/>.
/// </summary>
public sealed class InstantClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<StallTimer> _stallTimers = [];
    private TaskCompletionSource _armed = NewSignal();
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The waits until now, in the order in which they began.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _now += time;
        }
    }

    /// <summary>Waits until at least one stall timer is armed, and lets all armed timers expire.</summary>
    public async Task ExpireStallTimersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            StallTimer[] armed;
            Task nextArmed;
            lock (_lock)
            {
                armed = [.. _stallTimers.Where(timer => timer.IsArmed)];
                nextArmed = _armed.Task;
            }

            if (armed.Length > 0)
            {
                Array.ForEach(armed, timer => timer.Expire());
                return;
            }

            await nextArmed.WaitAsync(cancellationToken);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StallTimer(this, callback, state);
        lock (_lock)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                _stallTimers.Add(timer);
                return timer;
            }

            // The time in which a run collects its first rows delays no plate: it is not recorded as a wait.
            if (dueTime != DiskSpaceGuard.InitialBatchTime)
            {
                _waits.Add(dueTime);
                _now += dueTime;
            }
        }

        _ = Task.Run(timer.Expire);
        return timer;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SetArmed(StallTimer timer, bool isArmed)
    {
        TaskCompletionSource? signal = null;
        lock (_lock)
        {
            timer.IsArmed = isArmed;
            if (isArmed)
            {
                signal = _armed;
                _armed = NewSignal();
            }
        }

        signal?.SetResult();
    }

    private sealed class StallTimer(InstantClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _isDisposed;

        /// <summary>Whether the timer runs. Protected by the lock of the clock.</summary>
        public bool IsArmed { get; set; }

        public void Expire()
        {
            if (!_isDisposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // A timer with a period is a heartbeat.
            clock.SetArmed(this, dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan);
            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            lock (clock._lock)
            {
                IsArmed = false;
                clock._stallTimers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
