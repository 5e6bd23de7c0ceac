using System.Collections.Generic;

namespace FigshareTools.Runs;

/// <summary>How far a run is, at one moment.</summary>
/// <param name="Plates">Plates added so far.</param>
/// <param name="Ended">Plates that have a result or have failed.</param>
/// <param name="DoneBytes">Bytes that are saved or tested, those of plates in flight included.</param>
/// <param name="TotalBytes">Bytes of all plates whose length is known.</param>
/// <param name="FetchedBytes">Bytes that came over the network or, to be tested, from the disk.</param>
/// <param name="InFlight">The plates being worked on, by slot.</param>
public sealed record RunProgress(
    long Plates, long Ended, long DoneBytes, long TotalBytes, long FetchedBytes, IReadOnlyList<PlateProgress> InFlight);
