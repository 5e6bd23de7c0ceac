using System;
using System.Diagnostics;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Limits the bandwidth to a steady rate. It waits before bytes are sent, and unused time does not accumulate, so that
/// many short requests get no more bandwidth than one long request. nginx's limit_rate does not ensure this.
/// </summary>
/// <param name="bytesPerSecond">The rate in bytes per second; 0 for no limit.</param>
internal sealed class BandwidthLimiter(long bytesPerSecond)
{
    // Threads wake up late. This much lateness is made up for, so that the rate is reached.
    private static readonly long s_allowance = Stopwatch.Frequency / 50;

    private readonly Lock _lock = new();
    private long _nextFree;

    /// <summary>Whether there is a limit.</summary>
    public bool IsLimited => bytesPerSecond > 0;

    /// <summary>Starts a request. The time since the last request does not count as unused.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _nextFree = Math.Max(_nextFree, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Waits until a number of bytes may be sent.</summary>
    public void Wait(long bytes)
    {
        if (!IsLimited)
        {
            return;
        }

        long due;
        lock (_lock)
        {
            var start = Math.Max(_nextFree, Stopwatch.GetTimestamp() - s_allowance);
            _nextFree = start + (bytes * Stopwatch.Frequency / bytesPerSecond);
            due = _nextFree;
        }

        var milliseconds = (int)((due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency);
        if (milliseconds > 0)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
