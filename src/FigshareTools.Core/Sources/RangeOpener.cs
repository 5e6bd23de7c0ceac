using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Sources;

/// <summary>A request that was served: its body, or null when the requested offset is the file's end.</summary>
internal sealed record OpenedRange(PlateBody? Body);

/// <summary>Requests a range of a plate from one address, follows redirects to the storage, and opens the body.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="limiter">The rate at which Figshare is asked. The storage is not limited.</param>
/// <param name="limits">When a body counts as broken.</param>
/// <param name="endpoints">The addresses of the services, to which redirects may always lead.</param>
internal sealed class RangeOpener(
    FigshareHttp http, ApiRateLimiter limiter, TransferLimits limits, FigshareEndpoints endpoints)
{
    private const int MaximumHops = 5;

    // A second refusal is a failure of the storage, which may pass: the attempt ends and is repeated after a delay.
    private const int MaximumRenewals = 1;

    /// <summary>The hosts whose redirects are known to lead to presigned URLs.</summary>
    public RedirectingHosts Redirecting { get; } = new();

    /// <summary>
    /// Requests a redirect and caches the presigned URL. Any other answer is left to the request of the plate itself, which
    /// reports it.
    /// </summary>
    public async Task RequestRedirectAsync(Uri uri, PresignedUrlCache cache, CancellationToken cancellationToken)
    {
        var isRedirected = false;
        try
        {
            using var exchange = await http.SendAsync(new HttpRequestSpec(uri, FigshareHttp.AcceptFile), cancellationToken)
                .ConfigureAwait(false);
            if (exchange.Verdict.Action == ResponseAction.FollowRedirect)
            {
                var url = RedirectTarget.Resolve(uri, exchange.Response.Headers.Location, endpoints);
                cache.Set(url, http.Clock.GetTimestamp());
                isRedirected = true;
            }
        }
        finally
        {
            if (!isRedirected)
            {
                Redirecting.Set(uri, isRedirecting: false);
            }
        }
    }

    /// <summary>Opens a range at the presigned URL that is cached.</summary>
    /// <returns>The range; null when no URL is fresh, or the storage refuses the one that is.</returns>
    /// <exception cref="EngineException">The storage fails, there is no connection, or the storage is not asked.</exception>
    public async Task<OpenedRange?> TryOpenCachedAsync(
        PlateRangeRequest request, PresignedUrlCache cache, HostPass pass, CancellationToken cancellationToken)
    {
        if (cache.Current is not { } url)
        {
            return null;
        }

        using var exchange = new Owned<HttpExchange>(
            await pass.SendAsync(http, request.ToSpec(url), cancellationToken).ConfigureAwait(false));
        var opened = await TryOpenBodyAsync(exchange, request, cancellationToken).ConfigureAwait(false);
        if (opened is null)
        {
            cache.Invalidate(url);
            if (exchange.Value.Verdict.Action == ResponseAction.Retry)
            {
                throw exchange.Value.ToException();
            }

            ThrowIfContradictory(exchange.Value, request);
        }

        return opened;
    }

    /// <summary>
    /// Opens a range at an address of Figshare's and caches the presigned URL that it redirects to. An expired URL is renewed.
    /// </summary>
    /// <returns>The body, which begins at zero if the server does not send the range; null at the file's end.</returns>
    /// <exception cref="EngineException">The host does not serve the range.</exception>
    public async Task<PlateBody?> OpenAsync(
        Uri uri, PlateRangeRequest request, PresignedUrlCache cache, HostPass pass, CancellationToken cancellationToken)
    {
        for (var renewals = 0; ; renewals++)
        {
            await pass.EnterAsync(uri, limiter, cancellationToken).ConfigureAwait(false);
            var (final, redirected, hops) = await FollowAsync(uri, request, pass, cancellationToken).ConfigureAwait(false);
            Redirecting.Set(uri, hops == 1);
            using var exchange = new Owned<HttpExchange>(final);
            if (await TryOpenBodyAsync(exchange, request, cancellationToken).ConfigureAwait(false) is { } opened)
            {
                // Cached only after it has served a request: other connections use it at once.
                if (redirected is { } received)
                {
                    cache.Set(final.Response.RequestMessage!.RequestUri!, received);
                }

                return opened.Body;
            }

            ThrowIfContradictory(exchange.Value, request);
            if (exchange.Value.Verdict.Action != ResponseAction.RenewUrl || renewals == MaximumRenewals)
            {
                throw exchange.Value.ToException();
            }
        }
    }

    private static void ThrowIfContradictory(HttpExchange exchange, PlateRangeRequest request)
    {
        if (exchange.Verdict.Action is ResponseAction.RejectRange or ResponseAction.CheckLength)
        {
            throw RangeContradiction.Of(exchange.Verdict.Action, exchange.Response, request);
        }
    }

    /// <summary>Opens the body of a successful response; null for any other response.</summary>
    private async Task<OpenedRange?> TryOpenBodyAsync(
        Owned<HttpExchange> exchange, PlateRangeRequest request, CancellationToken cancellationToken)
    {
        var response = exchange.Value.Response;
        switch (exchange.Value.Verdict.Action)
        {
            case ResponseAction.UseBody or ResponseAction.UseBodyFromZero:
                return new OpenedRange(await PlateBody.OpenAsync(
                    exchange.Release().Response, response.RequestMessage!.RequestUri!, limits, http.Clock,
                    cancellationToken, exchange.Value.ResponseTime).ConfigureAwait(false));

            case ResponseAction.CheckLength when
                (request.Length ?? response.Content.Headers.ContentRange?.Length) == (request.Range?.Start ?? 0):
                return new OpenedRange(null);

            default:
                return null;
        }
    }

    /// <summary>
    /// Follows redirects by separate requests that carry nothing but the range: S3 answers a request with an Authorization
    /// header with status 400.
    /// </summary>
    private async Task<FollowedRequest> FollowAsync(
        Uri uri, PlateRangeRequest request, HostPass pass, CancellationToken cancellationToken)
    {
        long? redirected = null;
        for (var hop = 0; ; hop++)
        {
            var exchange = await pass.SendAsync(http, request.ToSpec(uri), cancellationToken).ConfigureAwait(false);
            if (exchange.Verdict.Action != ResponseAction.FollowRedirect)
            {
                return new FollowedRequest(exchange, redirected, hop);
            }

            using (exchange)
            {
                if (hop == MaximumHops)
                {
                    throw new EngineException(FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
                        $"{uri.Host} redirects without end", "check -ApiUri, -DownloadUri and any proxy in between");
                }

                uri = RedirectTarget.Resolve(uri, exchange.Response.Headers.Location, endpoints);
                redirected = http.Clock.GetTimestamp();
            }
        }
    }

    /// <param name="Final">The response that is no redirect.</param>
    /// <param name="Redirected">The timestamp of the last redirect; null without one.</param>
    /// <param name="Hops">The number of redirects.</param>
    private sealed record FollowedRequest(HttpExchange Final, long? Redirected, int Hops);

    /// <summary>Disposes a value unless its ownership was passed on.</summary>
    private sealed class Owned<T>(T value) : IDisposable
        where T : class, IDisposable
    {
        private bool _released;

        public T Value { get; } = value;

        /// <summary>Passes the ownership on to the caller.</summary>
        public T Release()
        {
            _released = true;
            return Value;
        }

        public void Dispose()
        {
            if (!_released)
            {
                Value.Dispose();
            }
        }
    }
}
