using System;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Verification;

/// <summary>A run that tests plates on disk; each gives a <see cref="PlateVerification"/>, those that are missing too.</summary>
public sealed class VerifyRun : PlateRun
{
    private readonly PlateVerifier _course;

    /// <summary>Makes a run; it begins with the first plate.</summary>
    /// <param name="options">How plates are tested.</param>
    /// <param name="tell">Told of results, failures and decisions, from any thread.</param>
    public VerifyRun(VerifyOptions options, Action<PlateEvent> tell)
        : this(options, tell, ApiRateLimiter.Shared)
    {
    }

    internal VerifyRun(VerifyOptions options, Action<PlateEvent> tell, ApiRateLimiter pace)
        : base(options.ThrottleLimit, options.ConnectionTimeout, options.Clock, tell)
    {
        _course = new PlateVerifier(options, Http, pace);
        if (options.Deep && SqliteLibrary.Problem is { } problem)
        {
            tell(new PlateEvent.Warning($"-Deep is left out: {problem}. Everything else is tested."));
        }
    }

    /// <summary>Queues a plate; false when the queue is full.</summary>
    /// <param name="plate">What the file should be.</param>
    /// <param name="path">Full path of the file; null to find it by the plate's name below the destination.</param>
    public bool TryAdd(FigsharePlate plate, string? path = null) =>
        TryAdd(plate, queued: null, async (progress, log, cancellationToken) =>
        {
            var test = await _course.RunAsync(plate, path, progress, log, cancellationToken).ConfigureAwait(false);
            return new(test, test.Length ?? 0);
        });
}
