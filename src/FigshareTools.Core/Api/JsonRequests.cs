using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Api;

/// <summary>The services and the personal token that opens them.</summary>
/// <param name="Endpoints">The addresses of the services.</param>
/// <param name="Token">The token; null for anonymous access.</param>
/// <param name="Circuits">The circuit breakers of the hosts.</param>
internal sealed record ApiAccess(FigshareEndpoints Endpoints, FigshareSecret? Token, HostCircuits Circuits);

/// <summary>
/// Sends requests for the API's JSON at the rate that Figshare asks for, with retries. A token is sent only with requests that
/// need it.
/// </summary>
internal sealed class JsonRequests(
    FigshareHttp http, ApiAccess access, RetryPolicy retry, ApiRateLimiter limiter, ResponseCache? cache)
{
    public static JsonRequests Create(ApiOptions options, FigshareHttp http, ApiRateLimiter limiter) => new(
        http,
        new ApiAccess(
            options.Endpoints, options.Token, options.Endpoints.NewCircuits(options.MaximumOutage, options.Pace, options.Clock)),
        new RetryPolicy(options.MaximumRetryCount, options.Clock), limiter,
        options.CacheFolder is null ? null : new ResponseCache(options.CacheFolder, options.Clock))
    {
        IsRequired = true,
    };

    /// <summary>
    /// Whether requests wait while the API refuses this client. Otherwise they fail, because the caller can do without their
    /// answers, unless the downloader refuses this client too.
    /// </summary>
    public bool IsRequired { get; init; }

    public HostCircuits Circuits => access.Circuits;

    public FigshareEndpoints Endpoints => access.Endpoints;

    public FigshareSecret? Token => access.Token;

    /// <summary>The same requests for a caller that cannot do without their answers.</summary>
    public JsonRequests AsRequired() => new(http, access, retry, limiter, cache) { IsRequired = true };

    /// <summary>Requests something public without the token. An unchanged cached response is used.</summary>
    /// <exception cref="EngineException">The API does not serve it.</exception>
    public async Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        var uri = Endpoints.Api(path);
        var cached = cache?.Read(uri);
        var spec = new HttpRequestSpec(uri, FigshareHttp.AcceptJson) { ETag = cached?.ETag };
        var response = await SendAsync(spec, log, cancellationToken).ConfigureAwait(false);
        if (response is { Body: not null, ETag: not null })
        {
            cache?.Write(uri, new CachedResponse(response.ETag, response.Body));
        }

        return Parse(uri, response.Body ?? cached!.Body, type);
    }

    /// <summary>Sends a search without the token.</summary>
    /// <returns>One page of results, and the cursor of the next page if there is one.</returns>
    /// <exception cref="EngineException">The API does not accept the search, or does not serve it.</exception>
    public async Task<(T Page, string? Cursor)> PostAsync<T>(
        string path, byte[] json, string? cursor, JsonTypeInfo<T> type, IRunLog log,
        CancellationToken cancellationToken)
    {
        var spec = new HttpRequestSpec(Endpoints.Api(path), FigshareHttp.AcceptJson) { Json = json, Cursor = cursor };
        var response = await SendAsync(spec, log, cancellationToken).ConfigureAwait(false);
        return (Parse(spec.Uri, response.Body!, type), response.Cursor);
    }

    /// <summary>Requests something with the token. Such responses are not cached.</summary>
    /// <exception cref="EngineException">The API does not serve it, or rejects the token.</exception>
    public async Task<T> GetWithTokenAsync<T>(
        string path, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        var uri = Endpoints.Api(path);
        try
        {
            var response = await SendAsync(WithToken(uri), log, cancellationToken).ConfigureAwait(false);
            return Parse(uri, response.Body!, type);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await RequireValidTokenAsync(log, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Finds out whether the token caused a refusal: the API's <c>token</c> address refuses an invalid token.
    /// </summary>
    /// <exception cref="EngineException">The token is invalid.</exception>
    public async Task RequireValidTokenAsync(IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(WithToken(Endpoints.Api("token")), log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure is
        {
            Kind: FailureKind.Permanent, ErrorId: not (FigshareErrorId.WafChallenge or FigshareErrorId.AccessRefused),
        })
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.TokenRejected,
                "Figshare does not accept the token", "make a new one on figshare.com/account/applications", failure);
        }
    }

    private HttpRequestSpec WithToken(Uri uri) => new(uri, FigshareHttp.AcceptJson) { Token = Token };

    private Task<JsonResponse> SendAsync(HttpRequestSpec spec, IRunLog log, CancellationToken cancellationToken) =>
        retry.RunAsync(token => SendWhenOpenAsync(spec, log, token), log, cancellationToken);

    private async Task<JsonResponse> SendWhenOpenAsync(HttpRequestSpec spec, IRunLog log, CancellationToken cancellationToken)
    {
        using var pass = Circuits.NewPass(spec.Uri.AbsolutePath, log);
        while (true)
        {
            EngineException refusal;
            try
            {
                var response = await SendOnceAsync(spec, pass, cancellationToken).ConfigureAwait(false);
                // The API gets secrets in headers only, so its addresses can be shown.
                log.Report(new WorkEvent.Answered(
                    $"{(spec.Json is null ? "GET" : "POST")} {spec.Uri.PathAndQuery}", response.Body?.Length));
                return response;
            }
            catch (EngineException failure) when (failure.Kind == FailureKind.HostRefused && CanWait)
            {
                refusal = failure;
            }

            await pass.WaitAsync([refusal.RefusingHost!], cancellationToken).ConfigureAwait(false);
        }
    }

    private bool CanWait => Circuits.MaximumOutage > TimeSpan.Zero
        && (IsRequired || Circuits.AreOpen(Endpoints.ApiUri, Endpoints.DownloadUri));

    private async Task<JsonResponse> SendOnceAsync(HttpRequestSpec spec, HostPass pass, CancellationToken cancellationToken)
    {
        await pass.EnterAsync(spec.Uri, limiter, cancellationToken).ConfigureAwait(false);
        using var exchange = await pass.SendAsync(http, spec, cancellationToken).ConfigureAwait(false);
        var response = exchange.Response;
        if (spec.Json is not null && (int)response.StatusCode is 400 or 422
            && response.Content.Headers.ContentType?.MediaType == FigshareHttp.AcceptJson)
        {
            var body = await ReadAsync(spec.Uri, response, cancellationToken).ConfigureAwait(false);
            throw SearchRefused((int)response.StatusCode, Parse(spec.Uri, body, SearchJson.Default.ApiRefusal).Message);
        }

        return exchange.Verdict.Action switch
        {
            ResponseAction.UseBody => new JsonResponse(
                await ReadAsync(spec.Uri, response, cancellationToken).ConfigureAwait(false),
                response.Headers.ETag?.ToString(),
                response.Headers.TryGetValues(FigshareHttp.CursorHeader, out var values) ? values.First() : null),
            ResponseAction.UseCached => default,
            _ => throw exchange.ToException(),
        };
    }

    private static EngineException SearchRefused(int status, string? message) => new(
        FailureKind.Permanent, FigshareErrorId.InvalidSearch,
        $"Figshare does not accept it (HTTP {status}: {message?.TrimEnd('.')})",
        "correct the search; its texts may have to be longer");

    private async Task<byte[]> ReadAsync(Uri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var timer = new StallTimer(http.ConnectionTimeout, http.Clock, cancellationToken);
        using var abort = timer.DisposeOnCancel(response);
        try
        {
            using var body = await response.Content.OpenAsync(timer.Token).ConfigureAwait(false);
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy, 81920, timer.Token).ConfigureAwait(false);
            return copy.ToArray();
        }
        catch (Exception e) when (timer.HasExpired)
        {
            throw http.ResponseTimedOut(uri, e);
        }
        catch (Exception e) when (
            e is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectionFailure.OfHost(uri, e);
        }
    }

    private static T Parse<T>(Uri uri, byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(body, type);
            return value is null or ApiArticle { HasNulls: true } || (value is IList list && list.Contains(null))
                ? throw new JsonException("null")
                : value;
        }
        catch (JsonException e)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
                $"{uri.Host} sent something that is not Figshare's JSON", "check -ApiUri and any proxy in between", e);
        }
    }

    /// <summary>A response; without a body when the cached one is unchanged.</summary>
    private readonly record struct JsonResponse(byte[]? Body, string? ETag, string? Cursor);
}
