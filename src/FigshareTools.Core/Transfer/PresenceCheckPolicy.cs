using System;

namespace FigshareTools.Transfer;

/// <summary>
/// Decides who looks for the files of rows. On a local disk a look takes some microseconds, less than to hand a row to a worker.
/// On a distant file system it takes a millisecond or more, and the workers wait for several at once.
/// </summary>
internal static class PresenceCheckPolicy
{
    // One look of the thread that adds rows, and then this many of the workers: it loses 2 % at most.
    private const int Rows = 64;

    // A fifth of a millisecond. TimeSpan.FromMilliseconds rounds to whole ones in .NET Framework.
    private static readonly TimeSpan s_slow = TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / 5);

    /// <summary>The number of rows that are left to the workers next.</summary>
    /// <param name="elapsed">How long the thread that adds rows has looked for the last file.</param>
    public static int RowsForWorkers(TimeSpan elapsed) => elapsed >= s_slow ? Rows : 0;
}
