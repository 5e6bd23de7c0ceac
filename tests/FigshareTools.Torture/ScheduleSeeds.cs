using System;
using System.Diagnostics;
using System.Threading;

namespace FigshareTools.Torture;

/// <summary>Hands out the seeds of schedules, until their number or the time is reached.</summary>
/// <param name="options">The first seed, and the number or the time.</param>
internal sealed class ScheduleSeeds(TortureOptions options)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _taken = -1;

    /// <summary>Takes the next seed; false when no schedule is to be started any more.</summary>
    public bool TryTake(out int seed)
    {
        var number = Interlocked.Increment(ref _taken);
        seed = unchecked(options.Seed + number);
        return options.Count is { } count
            ? number < count
            : Stopwatch.GetElapsedTime(_started) < TimeSpan.FromMinutes(options.Minutes);
    }
}
