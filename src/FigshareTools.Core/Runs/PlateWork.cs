using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>What a run does for one plate.</summary>
/// <param name="progress">How far it is.</param>
/// <param name="log">Who is told what is decided.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <exception cref="FigshareException">It failed, in words for a person.</exception>
internal delegate Task<PlateOutcome> PlateWork(
    PlateProgress progress, IRunLog log, CancellationToken cancellationToken);

/// <summary>What came of it.</summary>
/// <param name="Result">For the pipeline.</param>
/// <param name="Bytes">The file's length on disk; 0 when there is no file.</param>
internal sealed record PlateOutcome(object Result, long Bytes);
