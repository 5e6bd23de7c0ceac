using System;
using System.Linq;
using FigshareTools.Runs;

namespace FigshareTools.Logs;

/// <summary>A sample of a run's rate.</summary>
/// <param name="At">When it was taken, since the run began.</param>
/// <param name="Bytes">Bytes that have come over the network in this run.</param>
/// <param name="BytesPerSecond">The rate since the sample before.</param>
/// <param name="Plates">Plates that the run works on.</param>
/// <param name="Connections">Connections that download them.</param>
internal sealed record RateSample(TimeSpan At, long Bytes, long BytesPerSecond, int Plates, int Connections)
{
    /// <summary>The sample before the first one.</summary>
    public static readonly RateSample None = new(TimeSpan.Zero, 0, 0, 0, 0);

    /// <summary>The sample that follows this one.</summary>
    /// <param name="progress">The progress of the run.</param>
    /// <param name="at">The time since the run began.</param>
    public RateSample Next(RunProgress progress, TimeSpan at)
    {
        var seconds = (at - At).TotalSeconds;
        var bytes = Math.Max(Bytes, progress.DownloadedBytes);
        return new RateSample(
            at, bytes, seconds > 0 ? (long)((bytes - Bytes) / seconds) : 0, progress.InFlight.Count,
            progress.InFlight.Sum(plate => plate.Connections));
    }
}
