using System;
using System.Diagnostics;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Lets bytes go at a steady rate. They are paid for before they are sent, and time that passed unused is not saved up: many
/// short requests get no more than one long one, which is where nginx's limit_rate fails.
/// </summary>
/// <param name="bytesPerSecond">The rate; 0 for no limit.</param>
internal sealed class Pacer(long bytesPerSecond)
{
    // A thread wakes up a little late: it may make up for that much, so that the rate is met.
    private static readonly long s_allowance = Stopwatch.Frequency / 50;

    private readonly Lock _gate = new();
    private long _next;

    /// <summary>Whether there is a limit.</summary>
    public bool IsLimited => bytesPerSecond > 0;

    /// <summary>Forgets the time since the last request: nothing was asked for in it.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _next = Math.Max(_next, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Waits until so many bytes may go.</summary>
    public void Wait(long bytes)
    {
        if (!IsLimited)
        {
            return;
        }

        long due;
        lock (_gate)
        {
            _next = Math.Max(_next, Stopwatch.GetTimestamp() - s_allowance) + (bytes * Stopwatch.Frequency / bytesPerSecond);
            due = _next;
        }

        var milliseconds = (int)((due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency);
        if (milliseconds > 0)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
