using System;
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

/// <summary>Requests for the API's JSON: at the pace it asks for, with retries, and with the token only where it is needed.</summary>
internal sealed class JsonRequests(
    FigshareHttp http, FigshareEndpoints endpoints, RetryPolicy retry, ApiRateLimiter pace, FigshareSecret? token,
    AnswerCache? cache)
{
    public static JsonRequests Of(ApiOptions options, FigshareHttp http, ApiRateLimiter pace) => new(
        http, options.Endpoints, new RetryPolicy(options.MaximumRetryCount, options.Clock), pace, options.Token,
        options.CacheFolder is null ? null : new AnswerCache(options.CacheFolder, options.Clock));

    /// <summary>The API's host.</summary>
    public HostCircuitBreaker Circuit { get; } = new(http.Clock);

    public bool HasToken => token is not null;

    /// <summary>Asks for what is public, as anybody. What is kept of an earlier answer is used while it holds.</summary>
    public async Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        var uri = endpoints.Api(path);
        var kept = cache?.Read(uri);
        var spec = new HttpRequestSpec(uri, FigshareHttp.AcceptJson) { ETag = kept?.ETag };
        var answer = await SendAsync(spec, log, cancellationToken).ConfigureAwait(false);
        if (answer is { Body: not null, ETag: not null })
        {
            cache?.Write(uri, answer.ETag, answer.Body);
        }

        return Parse(uri, answer.Body ?? kept!.Value.Body, type);
    }

    /// <summary>Asks with a body, as anybody: a search. Its answer is one page, with the cursor that leads on.</summary>
    public async Task<(T Answer, string? Cursor)> PostAsync<T>(
        string path, byte[] json, string? cursor, JsonTypeInfo<T> type, IRunLog log,
        CancellationToken cancellationToken)
    {
        var spec = new HttpRequestSpec(endpoints.Api(path), FigshareHttp.AcceptJson) { Json = json, Cursor = cursor };
        var answer = await SendAsync(spec, log, cancellationToken).ConfigureAwait(false);
        return (Parse(spec.Uri, answer.Body!, type), answer.Cursor);
    }

    /// <summary>Asks as the token's owner; nothing of it is kept.</summary>
    public async Task<T> GetOwnAsync<T>(
        string path, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        var uri = endpoints.Api(path);
        try
        {
            var answer = await SendAsync(AsOwner(uri), log, cancellationToken).ConfigureAwait(false);
            return Parse(uri, answer.Body!, type);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await RequireValidTokenAsync(log, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A refusal may mean the item or the token: the API tells by what it says of the token itself.</summary>
    /// <exception cref="EngineException">It is the token.</exception>
    public async Task RequireValidTokenAsync(IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(AsOwner(endpoints.Api("token")), log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.Kind == FailureKind.Permanent)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.TokenRejected,
                "Figshare does not accept the token", "make a new one on figshare.com/account/applications", failure);
        }
    }

    private HttpRequestSpec AsOwner(Uri uri) => new(uri, FigshareHttp.AcceptJson) { Token = token };

    private Task<JsonAnswer> SendAsync(
        HttpRequestSpec spec, IRunLog log, CancellationToken cancellationToken) =>
        retry.RunAsync(stop => SendOnceAsync(spec, stop), log, cancellationToken);

    private async Task<JsonAnswer> SendOnceAsync(HttpRequestSpec spec, CancellationToken cancellationToken)
    {
        if (Circuit.Current is { } open)
        {
            throw open.Refusal;
        }

        await pace.WaitAsync(spec.Uri, cancellationToken).ConfigureAwait(false);
        using var exchange = await http.SendAsync(spec, cancellationToken).ConfigureAwait(false);
        var response = exchange.Response;
        if (spec.Json is not null && (int)response.StatusCode is 400 or 422
            && response.Content.Headers.ContentType?.MediaType == FigshareHttp.AcceptJson)
        {
            var body = await ReadAsync(spec.Uri, response, cancellationToken).ConfigureAwait(false);
            throw NotAccepted((int)response.StatusCode, Parse(spec.Uri, body, SearchJson.Default.ApiRefusal).Message);
        }

        return exchange.Verdict.Action switch
        {
            ResponseAction.UseBody => new JsonAnswer(
                await ReadAsync(spec.Uri, response, cancellationToken).ConfigureAwait(false),
                response.Headers.ETag?.ToString(),
                response.Headers.TryGetValues(FigshareHttp.CursorHeader, out var values) ? values.First() : null),
            ResponseAction.UseCached => default,
            ResponseAction.TryOtherHost => throw Refused(exchange.ToException()),
            _ => throw exchange.ToException(),
        };
    }

    private static EngineException NotAccepted(int status, string? message) => new(
        FailureKind.Permanent, FigshareErrorId.InvalidSearch,
        $"Figshare does not accept it (HTTP {status}: {message?.TrimEnd('.')})",
        "correct the search; its texts may have to be longer");

    private EngineException Refused(EngineException failure)
    {
        Circuit.Open(failure);
        return failure;
    }

    private async Task<byte[]> ReadAsync(Uri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var watch = new StallTimer(http.ConnectionTimeout, http.Clock, cancellationToken);
        using var abort = watch.DisposeOnCancel(response);
        try
        {
            using var body = await response.Content.OpenAsync(watch.Token).ConfigureAwait(false);
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy, 81920, watch.Token).ConfigureAwait(false);
            return copy.ToArray();
        }
        catch (Exception e) when (watch.HasExpired)
        {
            throw http.ResponseTimedOut(uri, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw FigshareHttp.ConnectionFailed(uri, e);
        }
    }

    /// <summary>What came; no body when what is kept still holds.</summary>
    private readonly record struct JsonAnswer(byte[]? Body, string? ETag, string? Cursor);

    private static T Parse<T>(Uri uri, byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
                $"{uri.Host} answered something that is not Figshare's JSON", "check -ApiUri and any proxy in between", e);
        }
    }
}
