using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Sources;

/// <summary>
/// Opens ranges of plates: at the presigned URL that the plate's connections share, else through the API or the downloader,
/// which redirect to a new presigned URL.
/// </summary>
/// <param name="http">Sends the requests.</param>
/// <param name="requests">The API, whose circuit breaker and token are shared.</param>
/// <param name="limiter">The rate at which Figshare is asked.</param>
/// <param name="limits">When a body counts as broken.</param>
internal sealed class PlateSource(
    FigshareHttp http, JsonRequests requests, ApiRateLimiter limiter, TransferLimits limits)
{
    private readonly RangeOpener _opener = new(http, limiter, limits, requests.Endpoints);
    private readonly HostCircuitBreaker _downloaderCircuit = new(http.Clock);

    /// <summary>Opens a range.</summary>
    /// <param name="request">The plate and the range.</param>
    /// <param name="cache">The presigned URL that the plate's connections share.</param>
    /// <param name="log">Receives refusals and decisions.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The body, which begins at zero if the server does not send the range; null at the file's end.</returns>
    /// <exception cref="EngineException">No host serves it.</exception>
    public async Task<PlateBody?> OpenAsync(
        PlateRangeRequest request, PresignedUrlCache cache, IRunLog log, CancellationToken cancellationToken)
    {
        if (await _opener.TryOpenCachedAsync(request, cache, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached.Body;
        }

        using var renewal = await cache.EnterRenewalAsync(cancellationToken).ConfigureAwait(false);
        return await _opener.TryOpenCachedAsync(request, cache, cancellationToken).ConfigureAwait(false) is { } renewed
            ? renewed.Body
            : await OpenAtFigshareAsync(request, cache, log, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PlateBody?> OpenAtFigshareAsync(
        PlateRangeRequest request, PresignedUrlCache cache, IRunLog log, CancellationToken cancellationToken)
    {
        Task<PlateBody?> OpenAsync(params DownloadAddress[] addresses) =>
            OpenAtFirstAsync(addresses, request, cache, log, cancellationToken);

        var plate = request.Plate;
        var downloader = requests.Endpoints.DownloaderFile(plate.FileId);
        if (plate.PrivateLink is { } key)
        {
            return await OpenAsync(AtDownloader(WithSecret(downloader, "private_link", key))).ConfigureAwait(false);
        }

        try
        {
            return await OpenAsync(
                new DownloadAddress(requests.Endpoints.ApiFile(plate.FileId), requests.Circuit),
                AtDownloader(downloader)).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound && requests.Token is not null)
        {
            // The downloader takes a token in its query. The API's download address is not known to take one.
            log.Verbose("it is not public: asking the downloader with the token");
        }

        try
        {
            return await OpenAsync(AtDownloader(WithSecret(downloader, "token", requests.Token))).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await requests.RequireValidTokenAsync(log, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the range at the first address whose host does not refuse this client.</summary>
    private async Task<PlateBody?> OpenAtFirstAsync(
        IReadOnlyList<DownloadAddress> addresses, PlateRangeRequest request, PresignedUrlCache cache, IRunLog log,
        CancellationToken cancellationToken)
    {
        OpenCircuit? soonest = null;
        foreach (var (uri, circuit) in addresses)
        {
            if (circuit.Current is null)
            {
                try
                {
                    return await _opener.OpenAsync(uri, request, cache, cancellationToken).ConfigureAwait(false);
                }
                catch (EngineException failure) when (failure.Kind == FailureKind.HostRefused)
                {
                    circuit.Open(failure);
                    log.Verbose($"{uri.Host}: {failure.Cause}");
                }
            }

            if (circuit.Current is { } open && (soonest is null || open.Remaining < soonest.Remaining))
            {
                soonest = open;
            }
        }

        throw AllRefused(soonest ?? throw new InvalidOperationException("No host was asked."));
    }

    /// <summary>
    /// The failure when all hosts refuse. A firewall's challenge is permanent; any other refusal may end once the hosts have
    /// been left alone.
    /// </summary>
    private static EngineException AllRefused(OpenCircuit soonest)
    {
        var refusal = soonest.Refusal;
        var kind = refusal.ErrorId == FigshareErrorId.WafChallenge ? FailureKind.Permanent : FailureKind.Transient;
        return new EngineException(kind, refusal.ErrorId, refusal.Cause, refusal.Remedy, refusal)
        {
            RetryAfter = soonest.Remaining,
        };
    }

    private DownloadAddress AtDownloader(Uri uri) => new(uri, _downloaderCircuit);

    /// <summary>Adds a secret to a downloader's address. Redirects are followed without it.</summary>
    private static Uri WithSecret(Uri uri, string name, FigshareSecret secret) =>
        new($"{uri.AbsoluteUri}?{name}={Uri.EscapeDataString(secret.Value)}");

    /// <param name="Uri">An address of the file.</param>
    /// <param name="Circuit">The circuit breaker of its host.</param>
    private sealed record DownloadAddress(Uri Uri, HostCircuitBreaker Circuit);
}
