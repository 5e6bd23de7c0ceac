using System.Collections.Generic;

namespace FigshareTools.Runs;

/// <summary>The progress of a run at one moment.</summary>
/// <param name="Plates">Plates added so far.</param>
/// <param name="KnownLengths">How many of these have a length that is known.</param>
/// <param name="Ended">Plates that have a result or have failed.</param>
/// <param name="DoneBytes">Bytes that are saved or verified, those of plates in flight included.</param>
/// <param name="TotalBytes">Bytes of all plates whose length is known.</param>
/// <param name="DownloadedBytes">Bytes that came over the network or, in a verification, from the disk.</param>
/// <param name="InFlight">The plates that the run works on, by index.</param>
public sealed record RunProgress(
    long Plates, long KnownLengths, long Ended, long DoneBytes, long TotalBytes, long DownloadedBytes,
    IReadOnlyList<PlateProgress> InFlight)
{
    /// <summary>Whether all plates are added. Until then, <see cref="Plates"/> and the totals grow.</summary>
    public bool IsComplete { get; init; }
}
