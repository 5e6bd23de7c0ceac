using System;
using System.Linq;

namespace FigshareTools.Runs;

/// <summary>How far a run is, and how long it will take, as far as that can be known.</summary>
/// <param name="Percent">The part of the bytes that is done; null while the total is not known.</param>
/// <param name="Remaining">The time left at the rate until now; null while it cannot be estimated.</param>
public sealed record RunEstimate(int? Percent, TimeSpan? Remaining)
{
    /// <summary>
    /// Estimates from the progress. Both values need the total, so they are unknown while plates are added or lengths are
    /// missing: a plate that has not begun may be the longest.
    /// </summary>
    /// <param name="progress">The progress.</param>
    /// <param name="elapsed">The time since the run began.</param>
    public static RunEstimate Of(RunProgress progress, TimeSpan elapsed)
    {
        var (done, total) = (progress.DoneBytes, progress.TotalBytes);
        if (!progress.IsComplete || progress.KnownLengths < progress.Plates || total <= 0)
        {
            return new RunEstimate(null, null);
        }

        var rate = RateOf(progress, elapsed);
        // While all plates wait, the rate until now says nothing about the end.
        var isWaiting = progress.InFlight.Count > 0 && progress.InFlight.All(plate => plate.Wait is not null);
        return new RunEstimate(
            (int)Math.Min(100, done * 100.0 / total),
            isWaiting || rate <= 0 || done >= total ? null : TimeSpan.FromSeconds(Math.Min((total - done) / rate, int.MaxValue)));
    }

    /// <summary>
    /// The bytes per second since the run began. Bytes of an earlier run are done, but do not count.
    /// </summary>
    /// <param name="progress">The progress.</param>
    /// <param name="elapsed">The time since the run began.</param>
    public static double RateOf(RunProgress progress, TimeSpan elapsed) =>
        elapsed > TimeSpan.Zero ? progress.DownloadedBytes / elapsed.TotalSeconds : 0;
}
