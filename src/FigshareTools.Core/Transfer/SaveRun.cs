using System;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Transfer;

/// <summary>A run that saves plates; each gives a <see cref="PlateResult"/>.</summary>
public sealed class SaveRun : PlateRun
{
    private readonly PlateDownloader _course;

    /// <summary>Makes a run; it begins with the first plate.</summary>
    /// <param name="options">How plates are saved.</param>
    /// <param name="tell">Told of results, failures and decisions, from any thread.</param>
    public SaveRun(SaveOptions options, Action<PlateEvent> tell)
        : this(options, tell, ApiRateLimiter.Shared)
    {
    }

    internal SaveRun(SaveOptions options, Action<PlateEvent> tell, ApiRateLimiter pace)
        : base(options.ThrottleLimit, options.ConnectionTimeout, options.Clock, tell) =>
        _course = new PlateDownloader(options, Http, pace);

    /// <summary>Queues a plate; false when the queue is full.</summary>
    public bool TryAdd(FigsharePlate plate)
    {
        // Claimed when it is really queued, and in the order of the rows: the second of two is the one that is refused.
        PlateClaim claim = default;
        return TryAdd(plate, () => claim = _course.Claim(plate), async (progress, log, cancellationToken) =>
        {
            var result = await _course.RunAsync(plate, claim, progress, log, cancellationToken).ConfigureAwait(false);
            return new(result, result.Length);
        });
    }

    private protected override void OnFirstRowsKnown() => _course.Open();

    private protected override void OnDisposed() => _course.Dispose();
}
