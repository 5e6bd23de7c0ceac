using System;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Verification;

/// <summary>A run that verifies plates on disk. Each plate gives a <see cref="PlateVerification"/>, also a missing one.</summary>
public sealed class VerifyRun : PlateRun
{
    private readonly FigshareHttp _http;
    private readonly Md5Lanes _lanes = new(Md5Lanes.NewBuffers());
    private readonly PlateVerifier _verifier;

    /// <summary>Creates a run. It starts with the first plate.</summary>
    /// <param name="options">How plates are verified.</param>
    /// <param name="onEvent">Called for each event, on any thread.</param>
    public VerifyRun(VerifyOptions options, Action<PlateEvent> onEvent)
        : this(options, onEvent, ApiRateLimiter.For(options.Pace, options.Clock))
    {
    }

    internal VerifyRun(VerifyOptions options, Action<PlateEvent> onEvent, ApiRateLimiter limiter)
        : base(options.ThrottleLimit, onEvent)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        _verifier = new PlateVerifier(options, _http, limiter, _lanes);
        if (options.Deep && options.Sqlite.Problem is { } problem)
        {
            onEvent(new PlateEvent.Warning($"-Deep is left out: {problem}. Everything else is verified."));
        }
    }

    /// <summary>Queues a plate, unless the queue is full.</summary>
    /// <param name="plate">What the file should be.</param>
    /// <param name="path">Full path of the file; null to find it by the plate's name below the destination.</param>
    /// <param name="row">What the caller wants back with the plate's event; null for nothing.</param>
    /// <returns>Whether the plate is queued.</returns>
    public bool TryAdd(FigsharePlate plate, string? path = null, object? row = null) =>
        TryAdd(plate, row, () => new(async context =>
        {
            var verification = await _verifier.VerifyAsync(context, path).ConfigureAwait(false);
            return new PlateOutcome(verification, verification.Length ?? 0);
        }));

    private protected override void OnDisposed()
    {
        _http.Dispose();
        _lanes.Dispose();
    }
}
