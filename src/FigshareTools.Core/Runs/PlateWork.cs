using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>What a run does for one plate.</summary>
/// <param name="progress">How far it is.</param>
/// <param name="told">Who is told what is decided.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <exception cref="FigshareException">It failed, in words for a person.</exception>
internal delegate Task<PlateOutcome> PlateWork(
    PlateProgress progress, PlateTold told, CancellationToken cancellationToken);

/// <summary>Who is told what, while a plate is worked on.</summary>
/// <param name="Report">Decisions, for people who want to follow.</param>
/// <param name="Warn">What everybody should know.</param>
internal sealed record PlateTold(Action<string> Report, Action<string> Warn);

/// <summary>What came of it.</summary>
/// <param name="Result">For the pipeline.</param>
/// <param name="Bytes">The file's length on disk; 0 when there is no file.</param>
internal sealed record PlateOutcome(object Result, long Bytes);
