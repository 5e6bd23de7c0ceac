using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>
/// A clock on which every wait is over at once, and is remembered. Watches, which are made without a time and armed later,
/// run out only when a test says so.
/// </summary>
public sealed class InstantClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<Watch> _watches = [];
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
        }
    }

    /// <summary>Waits until something is watched, and lets the watches run out.</summary>
    public async Task ExpireWatchesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Watch[] armed;
            lock (_gate)
            {
                armed = [.. _watches.Where(watch => watch.IsArmed)];
            }

            if (armed.Length > 0)
            {
                Array.ForEach(armed, watch => watch.Expire());
                return;
            }

            await Task.Yield();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var watch = new Watch(this, callback, state);
        lock (_gate)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                _watches.Add(watch);
                return watch;
            }

            // A run's look at its first rows holds nobody up who has no more of them.
            if (dueTime != DiskSpaceGuard.Opening)
            {
                _waits.Add(dueTime);
                _now += dueTime;
            }
        }

        _ = Task.Run(watch.Expire);
        return watch;
    }

    private sealed class Watch(InstantClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public bool IsArmed { get; private set; }

        public void Expire()
        {
            lock (this)
            {
                if (_disposed)
                {
                    return;
                }
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                // What repeats is no watch, but a heartbeat.
                IsArmed = dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan;
            }

            return true;
        }

        public void Dispose()
        {
            lock (this)
            {
                _disposed = true;
            }

            lock (clock._gate)
            {
                IsArmed = false;
                clock._watches.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
