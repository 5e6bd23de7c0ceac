using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Torture.Clock;

/// <summary>A timer of a <see cref="SkippingClock"/>, whose lock protects its properties.</summary>
/// <param name="clock">The clock.</param>
/// <param name="callback">Called when the timer is due, on the thread pool.</param>
/// <param name="isLimit">Whether the timer limits a silence, instead of delaying its owner.</param>
internal sealed class SkippingTimer(SkippingClock clock, Action callback, bool isLimit) : ITimer
{
    private volatile bool _isDisposed;

    public bool IsLimit { get; } = isLimit;

    /// <summary>When the timer fires; null while it does not run.</summary>
    public TimeSpan? Due { get; set; }

    /// <summary>The time between two events; null for one event.</summary>
    public TimeSpan? Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        clock.Set(this, dueTime, period);
        return true;
    }

    public void Fire() => ThreadPool.UnsafeQueueUserWorkItem(
        static timer =>
        {
            if (!timer._isDisposed)
            {
                timer._callback();
            }
        },
        this, preferLocal: false);

    public void Dispose()
    {
        _isDisposed = true;
        clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private readonly Action _callback = callback;
}
