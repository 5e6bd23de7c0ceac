using System;

namespace FigshareTools.Timing;

/// <summary>Random numbers for delays, from any thread.</summary>
internal static class Jitter
{
#if NET
    /// <summary>A number from 0 to 1.</summary>
    // Not for secrets.
#pragma warning disable CA5394
    public static double Next() => Random.Shared.NextDouble();
#pragma warning restore CA5394
#else
    private static readonly Random s_random = new();

    /// <summary>A number from 0 to 1.</summary>
    public static double Next()
    {
        lock (s_random)
        {
#pragma warning disable CA5394 // Not for secrets.
            return s_random.NextDouble();
#pragma warning restore CA5394
        }
    }
#endif
}
