using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>
/// One request on its way through the circuit breakers: by itself, to another host, along redirects, and after waits. It
/// remembers what it met itself, which is the cause of its error. Not for use by several threads at once.
/// </summary>
internal sealed class HostPass(HostCircuits circuits, string item, IRunLog log) : IDisposable
{
    private readonly List<Uri> _probed = [];
    private readonly List<EngineException> _refusals = [];
    private EngineException? _lastRefusal;
    private bool _wasStorageProbed;

    /// <summary>Requires that a host may be asked.</summary>
    /// <exception cref="EngineException">The host refuses this client, and this request does not probe it.</exception>
    public void Enter(Uri uri)
    {
        if (_probed.Contains(HostCircuits.HostOf(uri)))
        {
            return;
        }

        if (circuits.Learn(uri) is { } change)
        {
            log.Report(change);
        }

        var (circuit, isProbe) = circuits.Enter(uri);
        if (isProbe)
        {
            _probed.Add(HostCircuits.HostOf(uri));
        }
        else if (circuit.IsOpen)
        {
            throw NotAsked(uri, circuit.Refusal!);
        }
    }

    /// <summary>Requires that a host may be asked, and waits until the pace allows it.</summary>
    /// <exception cref="EngineException">The host refuses this client, and this request does not probe it.</exception>
    public Task EnterAsync(Uri uri, ApiRateLimiter limiter, CancellationToken cancellationToken)
    {
        Enter(uri);
        return limiter.WaitAsync(uri, log, cancellationToken);
    }

    /// <summary>Sends a request and records what it met.</summary>
    /// <exception cref="EngineException">The host may not be asked, or does not answer.</exception>
    public async Task<HttpExchange> SendAsync(FigshareHttp http, HttpRequestSpec spec, CancellationToken cancellationToken)
    {
        Enter(spec.Uri);
        try
        {
            var exchange = await http.SendAsync(spec, cancellationToken).ConfigureAwait(false);
            Report(spec.Uri, exchange);
            return exchange;
        }
        catch (EngineException failure) when (failure.Kind == FailureKind.Transient)
        {
            Report(spec.Uri, HostOutcome.Inconclusive, refusal: null);
            throw;
        }
    }

    /// <summary>Waits until one of the hosts that refused this request may be asked again. The wait is no attempt.</summary>
    /// <param name="hosts">The hosts that refused the request, or were not asked.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="EngineException">
    /// The refusal is about this request only, or the hosts have refused this client for too long.
    /// </exception>
    public async Task WaitAsync(IReadOnlyList<Uri> hosts, CancellationToken cancellationToken)
    {
        EndProbes();
        ThrowIfOnlyThisIsRefused(hosts);
        _refusals.Clear();
        var turn = await circuits.WaitAsync(hosts, log, cancellationToken).ConfigureAwait(false);
        if (turn.Outage is { } outage)
        {
            throw OutageTooLong(outage);
        }

        _probed.AddRange(turn.Probes);
    }

    public void Dispose() => EndProbes();

    private static EngineException NotAsked(Uri host, EngineException refusal) => new(
        FailureKind.HostRefused, refusal.ErrorId,
        $"not asked, because {host.Host} refuses this network: {refusal.Cause}", refusal.Remedy, refusal)
    {
        RefusingHost = HostCircuits.HostOf(host),
    };

    private void EndProbes()
    {
        if (_probed.Count > 0)
        {
            circuits.EndProbes(_probed);
            _probed.Clear();
        }
    }

    private void Report(Uri uri, HttpExchange exchange)
    {
        switch (exchange.Verdict.Action)
        {
            case ResponseAction.TryOtherHost:
                var refusal = exchange.ToException();
                _lastRefusal = refusal;
                _refusals.Add(refusal);
                Report(
                    uri, refusal.ErrorId == FigshareErrorId.WafChallenge ? HostOutcome.Challenged : HostOutcome.Refused, refusal);
                break;

            case ResponseAction.Retry:
                Report(uri, HostOutcome.Inconclusive, refusal: null);
                break;

            default:
                Report(uri, HostOutcome.Answered, refusal: null);
                break;
        }
    }

    private void Report(Uri uri, HostOutcome outcome, EngineException? refusal)
    {
        var isProbe = _probed.Remove(HostCircuits.HostOf(uri));
        _wasStorageProbed |= isProbe && !circuits.IsFigshare(uri);
        var change = circuits.Report(uri, outcome, item, refusal, isProbe)
            ?? (refusal is null ? null : new WorkEvent.Decision($"{uri.Host}: {refusal.Cause}"));
        if (change is not null)
        {
            log.Report(change);
        }
    }

    /// <summary>
    /// Throws the refusal of this request if it is about this request only. A storage's refusal always is: storages refuse single
    /// files. The usual delays suffice for it. The API and the downloader are left alone for the first wait, in which they show
    /// whether they refuse everything.
    /// </summary>
    private void ThrowIfOnlyThisIsRefused(IReadOnlyList<Uri> hosts)
    {
        var own = _refusals.Where(refusal => hosts.Contains(refusal.RefusingHost!)).ToList();
        if (own.FindLast(refusal => !circuits.IsFigshare(refusal.RefusingHost!)) is { } byStorage)
        {
            throw OwnRefusal(byStorage, _wasStorageProbed ? FailureKind.Permanent : FailureKind.Transient, retryAfter: null);
        }

        var served = hosts.Where(host => !circuits.StateAt(host).IsOpen).ToList();
        // A host whose circuit another request has closed meanwhile is asked again.
        if (served.Count > 0 && served.TrueForAll(host => own.Exists(refusal => refusal.RefusingHost == host)))
        {
            var refusal = own.FindLast(refusal => served.Contains(refusal.RefusingHost!))!;
            throw circuits.MaximumOutage > TimeSpan.Zero
                ? OwnRefusal(refusal, FailureKind.Transient, CircuitPolicy.FirstWait)
                : OwnRefusal(refusal, FailureKind.Permanent, retryAfter: null);
        }
    }

    private static EngineException OwnRefusal(EngineException refusal, FailureKind kind, TimeSpan? retryAfter) =>
        new(kind, refusal.ErrorId, refusal.Cause, refusal.Remedy, refusal) { RetryAfter = retryAfter };

    private EngineException OutageTooLong(HostOutage outage)
    {
        var refusal = _lastRefusal ?? NotAsked(outage.Host, outage.Refusal);
        var cause = circuits.MaximumOutage > TimeSpan.Zero
            ? $"{refusal.Cause}, and the outage has lasted {outage.Lasted.TotalMinutes:0} minutes"
            : refusal.Cause;
        return new EngineException(
            FailureKind.Permanent, refusal.ErrorId, cause, $"{refusal.Remedy}, or wait longer with -MaximumOutageMinutes",
            refusal);
    }
}
