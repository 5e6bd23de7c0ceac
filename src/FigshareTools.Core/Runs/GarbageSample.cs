#if NET
using System;

namespace FigshareTools.Runs;

/// <summary>What the process has allocated and collected so far.</summary>
/// <param name="AllocatedBytes">The bytes of all objects that were ever allocated.</param>
/// <param name="Collections">The number of collections of any generation.</param>
internal readonly record struct GarbageSample(long AllocatedBytes, int Collections)
{
    /// <summary>The bytes that may be allocated between two collections.</summary>
    public const long LimitBytes = 16 << 20;

    /// <summary>The sample of this moment.</summary>
    public static GarbageSample Now() => new(GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));

    /// <summary>
    /// Whether to collect now: the runtime has not collected since an earlier sample, and much was allocated meanwhile.
    /// </summary>
    public bool IsDueSince(GarbageSample earlier) =>
        Collections == earlier.Collections && AllocatedBytes - earlier.AllocatedBytes >= LimitBytes;
}
#endif
