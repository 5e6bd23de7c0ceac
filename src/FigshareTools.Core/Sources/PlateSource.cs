using System;
using System.Collections.Generic;
using System.Globalization;
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
/// <param name="requests">The API, whose circuit breakers and token are shared.</param>
/// <param name="limiter">The rate at which Figshare is asked.</param>
/// <param name="limits">When a body counts as broken.</param>
internal sealed class PlateSource(
    FigshareHttp http, JsonRequests requests, ApiRateLimiter limiter, TransferLimits limits)
{
    private readonly RangeOpener _opener = new(http, limiter, limits, requests.Endpoints);

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
        using var pass = requests.Circuits.NewPass(request.Plate.FileId.ToString(CultureInfo.InvariantCulture), log);
        if (await TryOpenCachedAsync(request, cache, pass, cancellationToken).ConfigureAwait(false) is { } cached)
        {
            return cached.Body;
        }

        using var renewal = await cache.EnterRenewalAsync(cancellationToken).ConfigureAwait(false);
        return await TryOpenCachedAsync(request, cache, pass, cancellationToken).ConfigureAwait(false) is { } renewed
            ? renewed.Body
            : await OpenAtFigshareAsync(request, cache, pass, log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the presigned URL of a plate that is not downloaded yet can be requested.</summary>
    public bool CanRequestAhead => _opener.Redirecting.Any;

    /// <summary>
    /// Requests the presigned URL of a plate that is not downloaded yet, if the host that its download would ask is known to
    /// redirect, and may be asked without a wait. A failure is left to the download of the plate.
    /// </summary>
    public async Task RequestAheadAsync(FigsharePlate plate, PresignedUrlCache cache, CancellationToken cancellationToken)
    {
        // A plate that has begun meanwhile has the right to request a URL, or has one.
        using var renewal = cache.TryEnterRenewal();
        var uri = Array.Find(AddressesOf(plate), address => !requests.Circuits.AreOpen(address));
        if (cancellationToken.IsCancellationRequested || renewal is null || cache.Current is not null
            || uri is null || !_opener.Redirecting.Contains(uri) || !limiter.TryEnter(uri))
        {
            return;
        }

        try
        {
            await _opener.RequestRedirectAsync(uri, cache, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is EngineException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The plate asks again when it is downloaded, unless the run has ended.
        }
    }

    private async Task<OpenedRange?> TryOpenCachedAsync(
        PlateRangeRequest request, PresignedUrlCache cache, HostPass pass, CancellationToken cancellationToken)
    {
        try
        {
            return await _opener.TryOpenCachedAsync(request, cache, pass, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.Kind == FailureKind.HostRefused)
        {
            // The storage is left alone. Figshare may redirect to another one.
            return null;
        }
    }

    private async Task<PlateBody?> OpenAtFigshareAsync(
        PlateRangeRequest request, PresignedUrlCache cache, HostPass pass, IRunLog log, CancellationToken cancellationToken)
    {
        Task<PlateBody?> OpenAsync(params Uri[] addresses) =>
            OpenAtFirstAsync(addresses, request, cache, pass, cancellationToken);

        var plate = request.Plate;
        try
        {
            return await OpenAsync(AddressesOf(plate)).ConfigureAwait(false);
        }
        catch (EngineException failure) when (
            failure.ErrorId == FigshareErrorId.NotFound && requests.Token is not null && plate.PrivateLink is null)
        {
            // The downloader takes a token in its query. The API's download address is not known to take one.
            log.Verbose("it is not public: asking the downloader with the token");
        }

        try
        {
            var downloader = requests.Endpoints.DownloaderFile(plate.FileId);
            return await OpenAsync(WithSecret(downloader, "token", requests.Token)).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await requests.RequireValidTokenAsync(log, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The addresses of a file in the order in which they are tried. A host that could be asked only after a wait comes second,
    /// so that a run of small plates uses the pace of both. With a token the API comes first: it knows what is private.
    /// </summary>
    private Uri[] AddressesOf(FigsharePlate plate)
    {
        var api = requests.Endpoints.ApiFile(plate.FileId);
        var downloader = requests.Endpoints.DownloaderFile(plate.FileId);
        return plate.PrivateLink is { } key ? [WithSecret(downloader, "private_link", key)]
            : requests.Token is null && limiter.WaitFor(downloader) < limiter.WaitFor(api) ? [downloader, api]
            : [api, downloader];
    }

    /// <summary>
    /// Opens the range at the first address that serves it. If all refuse this client, it waits until one may be asked again,
    /// which is no attempt.
    /// </summary>
    private async Task<PlateBody?> OpenAtFirstAsync(
        IReadOnlyList<Uri> addresses, PlateRangeRequest request, PresignedUrlCache cache, HostPass pass,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var refusing = new List<Uri>();
            foreach (var uri in addresses)
            {
                try
                {
                    return await _opener.OpenAsync(uri, request, cache, pass, cancellationToken).ConfigureAwait(false);
                }
                catch (EngineException failure) when (failure.Kind == FailureKind.HostRefused)
                {
                    // The host of the address, or the storage to which it redirects.
                    refusing.Add(failure.RefusingHost!);
                }
            }

            await pass.WaitAsync(refusing, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds a secret to a downloader's address. Redirects are followed without it.</summary>
    private static Uri WithSecret(Uri uri, string name, FigshareSecret secret) =>
        new($"{uri.AbsoluteUri}?{name}={Uri.EscapeDataString(secret.Value)}");
}
