using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace FigshareTools.Torture.Clock;

/// <summary>
/// A clock that runs like the system's and skips the time in which everybody only waits: a retry after a minute takes
/// milliseconds. It skips to the next timer once no timer has been touched for a moment and the server has no request to
/// answer. The engine arms a timer for each request and each read that waits, so that its work is visible here.
/// </summary>
/// <param name="working">The number of requests that the server is answering, without those that it stalls.</param>
/// <param name="stalled">The number of requests that the server stalls.</param>
internal sealed class SkippingClock(Func<int> working, Func<int> stalled) : TimeProvider, IDisposable
{
    // A delay may end early by mistake: an engine that waits for nothing else only retries sooner.
    private static readonly TimeSpan s_quietBeforeDelay = TimeSpan.FromMilliseconds(2);

    // A limit is armed that no stalled request explains: an answer or the next request is on its way.
    private static readonly TimeSpan s_quietInTransit = TimeSpan.FromMilliseconds(15);

    // A limit of silence must not expire because this machine is busy.
    private static readonly TimeSpan s_quietBeforeLimit = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_quietBeforeLimitInTransit = TimeSpan.FromMilliseconds(500);

    // Whatever the server seems to do: a run that does nothing for this long waits for a delay, or for a limit.
    private static readonly TimeSpan s_quietInAnyCase = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_quietBeforeLimitInAnyCase = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<SkippingTimer> _timers = [];
    private readonly ManualResetEventSlim _hasTimers = new(false);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _startTime = DateTimeOffset.UtcNow;
    private TimeSpan _skipped;
    private TimeSpan _jumped;
    // How many times as late as usual this machine wakes threads. Only the clock's own thread uses it.
    private double _delay = 1;
    private long _lastActivity = Stopwatch.GetTimestamp();
    private Thread? _thread;
    private volatile bool _isDisposed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time since the clock was created, with the skipped time.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return Now;
            }
        }
    }

    private TimeSpan Now => Stopwatch.GetElapsedTime(_started) + _skipped;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _startTime + Now + _jumped;
        }
    }

    /// <summary>Sets the wall clock forward or back. Timestamps and timers go on, as on a machine whose clock is set.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_lock)
        {
            _jumped += by;
        }
    }

    /// <summary>Lets time pass. Timers that are due within it fire soon after.</summary>
    public void Skip(TimeSpan time)
    {
        lock (_lock)
        {
            _skipped += time;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A limit of silence is created without a due time, and armed for each wait.
        var timer = new SkippingTimer(this, () => callback(state), isLimit: dueTime == Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _hasTimers.Set();
        _thread?.Join();
        _hasTimers.Dispose();
    }

    internal void Set(SkippingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        Touch();
        lock (_lock)
        {
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : Now + dueTime;
            timer.Period = period > TimeSpan.Zero ? period : null;
            if (timer.Due is null)
            {
                _timers.Remove(timer);
                return;
            }

            _timers.Add(timer);
            _hasTimers.Set();
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = nameof(SkippingClock) };
                _thread.Start();
            }
        }
    }

    private void Touch() => Volatile.Write(ref _lastActivity, Stopwatch.GetTimestamp());

    private void Run()
    {
        while (!_isDisposed)
        {
            _hasTimers.Wait();
            MeasureDelay();
            foreach (var timer in TakeDue())
            {
                timer.Fire();
            }
        }
    }

    /// <summary>
    /// Sleeps for a moment, and measures how late this machine wakes the thread. A busy machine also delays the answers that a
    /// limit of silence waits for.
    /// </summary>
    private void MeasureDelay()
    {
        const double UsualMilliseconds = 2;
        const double Decay = 0.98;
        var begun = Stopwatch.GetTimestamp();
        Thread.Sleep(1);
        _delay = Math.Max(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / UsualMilliseconds, Math.Max(1, _delay * Decay));
    }

    private List<SkippingTimer> TakeDue()
    {
        var quiet = Stopwatch.GetElapsedTime(Volatile.Read(ref _lastActivity));
        var isServerIdle = quiet >= s_quietBeforeDelay && working() == 0
            && ThreadPool.PendingWorkItemCount == 0;
        var stalls = stalled();
        lock (_lock)
        {
            if (_timers.Count == 0)
            {
                _hasTimers.Reset();
                return [];
            }

            // Nobody waits for a timer that repeats.
            var single = _timers.Where(timer => timer.Period is null).ToList();
            var isInTransit = single.Count(timer => timer.IsLimit) > stalls;
            if (single.MinBy(timer => timer.Due) is { } next
                && (quiet >= (next.IsLimit ? _delay * s_quietBeforeLimitInAnyCase : s_quietInAnyCase)
                    || (isServerIdle && quiet >= QuietBefore(next, isInTransit) && (stalls > 0 || !next.IsLimit)))
                && next.Due - Now is { } wait && wait > TimeSpan.Zero)
            {
                _skipped += wait;
            }

            var due = _timers.Where(timer => timer.Due <= Now).ToList();
            foreach (var timer in due)
            {
                timer.Due = timer.Period is { } period ? Now + period : null;
                if (timer.Due is null)
                {
                    _timers.Remove(timer);
                }
            }

            if (due.Count > 0)
            {
                Touch();
            }

            return due;
        }
    }

    private TimeSpan QuietBefore(SkippingTimer timer, bool isInTransit) =>
        timer.IsLimit
            ? _delay * (isInTransit ? s_quietBeforeLimitInTransit : s_quietBeforeLimit)
            : isInTransit ? s_quietInTransit : s_quietBeforeDelay;
}
