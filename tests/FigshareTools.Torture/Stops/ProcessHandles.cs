using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Torture.Stops;

/// <summary>Counts what the process holds: threads, and open files and sockets. Only Linux has these counts.</summary>
/// <param name="Threads">The threads, without those of the pool, whose number follows the load of the machine.</param>
/// <param name="Files">The open files and sockets.</param>
internal sealed record ProcessHandles(int Threads, int Files)
{
    // The runtime has some more or less at any time; a leak adds one or more with each stop.
    private const int Tolerance = 6;

    private static readonly TimeSpan s_settleTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_settleStep = TimeSpan.FromMilliseconds(100);

    public static ProcessHandles Count() => Directory.Exists("/proc/self/fd")
        ? new(
            Directory.EnumerateDirectories("/proc/self/task").Count() - ThreadPool.ThreadCount,
            Directory.EnumerateFileSystemEntries("/proc/self/fd").Count())
        : new(0, 0);

    /// <summary>
    /// Counts until nothing has leaked since a count, or the time is over: the server notices closed connections later.
    /// </summary>
    public static async Task<ProcessHandles> SettleAsync(ProcessHandles before, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += s_settleStep)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var handles = Count();
            if (waited >= s_settleTime || !handles.LeaksSince(before).Any())
            {
                return handles;
            }

            await Task.Delay(s_settleStep, cancellationToken);
        }
    }

    /// <summary>What there is more of than before.</summary>
    public IEnumerable<string> LeaksSince(ProcessHandles before)
    {
        if (Threads > before.Threads + Tolerance)
        {
            yield return $"there are {Threads} threads in place of {before.Threads}";
        }

        if (Files > before.Files + Tolerance)
        {
            yield return $"there are {Files} open files and sockets in place of {before.Files}";
        }
    }
}
