using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>What a run does for one plate.</summary>
/// <param name="progress">How far it is.</param>
/// <param name="report">Told what is decided.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <exception cref="FigshareException">It failed, in words for a person.</exception>
internal delegate Task<PlateOutcome> PlateWork(
    PlateProgress progress, Action<string> report, CancellationToken cancellationToken);

/// <summary>What came of it.</summary>
/// <param name="Result">For the pipeline.</param>
/// <param name="Bytes">The file's length on disk; 0 when there is no file.</param>
internal readonly record struct PlateOutcome(object Result, long Bytes);
