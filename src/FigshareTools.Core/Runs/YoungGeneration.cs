#if NET
using System;

namespace FigshareTools.Runs;

/// <summary>
/// Collects the youngest generation of .NET's heap when a run has allocated <see cref="GarbageSample.LimitBytes"/>. .NET lets
/// it grow with the processor's cache before it collects, to 16 MB for a cache of 32 MB and more on larger processors, and a
/// module cannot change this setting of its shell. Each plate leaves some ten KB of garbage, so that a run of many plates
/// would occupy all of that memory. A collection takes less than a millisecond.
/// </summary>
/// <remarks>.NET Framework does not say how much was allocated.</remarks>
/// <param name="sample">Takes a sample.</param>
/// <param name="collect">Collects the youngest generation.</param>
internal sealed class YoungGeneration(Func<GarbageSample> sample, Action collect)
{
    private readonly object _lock = new();
    private GarbageSample _last = sample();

    /// <summary>The youngest generation of this process.</summary>
    public static YoungGeneration OfProcess { get; } = new(GarbageSample.Now, static () => GC.Collect(0));

    /// <summary>Collects if much was allocated since the last collection. Any thread may call it.</summary>
    public void CollectIfDue()
    {
        var now = sample();
        bool isDue;
        lock (_lock)
        {
            isDue = now.IsDueSince(_last);
            if (isDue || now.Collections != _last.Collections)
            {
                _last = now;
            }
        }

        if (isDue)
        {
            collect();
        }
    }
}
#endif
