using System;
using System.Collections.Generic;

namespace FigshareTools.Pacing;

/// <summary>
/// Decides which second a request takes. Slots are the seconds since 1970 in UTC, so that all nodes mean the same one by a
/// number. A node whose clock is off takes slots that are early or late; each slot is taken once in any case.
/// </summary>
internal static class SlotPolicy
{
    /// <summary>Claims that a process tries in a row. It meets as many others that read the folder at the same moment.</summary>
    public const int MaximumTries = 8;

    /// <summary>
    /// The first slot that can be claimed now: the next whole second, and none that this process has had. The present second
    /// has begun, so that its request and the one of the next second might go out together.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="last">The last slot of this process; 0 for none.</param>
    public static long First(DateTimeOffset now, long last) => Math.Max(now.ToUnixTimeSeconds(), last) + 1;

    /// <summary>A free slot: the first one, or after failed tries one of the next few.</summary>
    /// <param name="first">See <see cref="First"/>.</param>
    /// <param name="taken">The slots that are taken.</param>
    /// <param name="tries">Tries that failed, because another process was faster.</param>
    /// <param name="jitter">A random number from 0 to 1. It spreads processes that read the folder at the same moment.</param>
    public static long Choose(long first, ICollection<long> taken, int tries, double jitter)
    {
        var skipped = (int)(tries * jitter);
        var slot = first;
        while (taken.Contains(slot) || skipped-- > 0)
        {
            slot++;
        }

        return slot;
    }

    /// <summary>The first slot of a process that has every n-th one.</summary>
    /// <param name="first">See <see cref="First"/>.</param>
    /// <param name="index">The number of the process, from 0.</param>
    /// <param name="count">The number of processes.</param>
    public static long OfShare(long first, int index, int count) => first + ((((index - first) % count) + count) % count);

    /// <summary>The time until a slot begins.</summary>
    public static TimeSpan WaitFor(long slot, DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(slot) - now is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    /// <summary>Whether a slot is over, so that its request would go out in the slot of another process.</summary>
    public static bool IsOver(long slot, DateTimeOffset now) => now.ToUnixTimeSeconds() > slot;
}
