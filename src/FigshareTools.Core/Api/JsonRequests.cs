using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Api;

/// <summary>Requests for the API's JSON: at the pace it asks for, with retries, and with the token only where it is needed.</summary>
internal sealed class JsonRequests(
    FigshareHttp http, FigshareEndpoints endpoints, RetryPolicy retry, ApiPace pace, FigshareSecret? token,
    AnswerCache? cache)
{
    public static JsonRequests Of(ApiOptions options, FigshareHttp http, ApiPace pace) => new(
        http, options.Endpoints, new RetryPolicy(options.MaximumRetryCount, options.Clock), pace, options.Token,
        options.CacheFolder is null ? null : new AnswerCache(options.CacheFolder, options.Clock));

    /// <summary>The API's host.</summary>
    public Origin Origin { get; } = new(http.Clock);

    public bool HasToken => token is not null;

    /// <summary>Asks for what is public, as anybody. What is kept of an earlier answer is used while it holds.</summary>
    public async Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, Action<string> report, CancellationToken cancellationToken)
    {
        var uri = endpoints.Api(path);
        var kept = cache?.Read(uri);
        var question = new Question(uri, FigshareHttp.AcceptJson) { ETag = kept?.ETag };
        var answer = await AskAsync(question, report, cancellationToken).ConfigureAwait(false);
        if (answer is { Body: not null, ETag: not null })
        {
            cache?.Write(uri, answer.ETag, answer.Body);
        }

        return Parse(uri, answer.Body ?? kept!.Value.Body, type);
    }

    /// <summary>Asks with a body, as anybody: a search. Its answer is one page, with the cursor that leads on.</summary>
    public async Task<(T Answer, string? Cursor)> PostAsync<T>(
        string path, byte[] json, string? cursor, JsonTypeInfo<T> type, Action<string> report,
        CancellationToken cancellationToken)
    {
        var question = new Question(endpoints.Api(path), FigshareHttp.AcceptJson) { Json = json, Cursor = cursor };
        var answer = await AskAsync(question, report, cancellationToken).ConfigureAwait(false);
        return (Parse(question.Uri, answer.Body!, type), answer.Cursor);
    }

    /// <summary>Asks as the token's owner; nothing of it is kept.</summary>
    public async Task<T> GetOwnAsync<T>(
        string path, JsonTypeInfo<T> type, Action<string> report, CancellationToken cancellationToken)
    {
        var uri = endpoints.Api(path);
        try
        {
            var answer = await AskAsync(AsOwner(uri), report, cancellationToken).ConfigureAwait(false);
            return Parse(uri, answer.Body!, type);
        }
        catch (TransferFailure failure) when (failure.Answer.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await RequireGoodTokenAsync(report, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A refusal may mean the item or the token: the API tells by what it says of the token itself.</summary>
    /// <exception cref="TransferFailure">It is the token.</exception>
    public async Task RequireGoodTokenAsync(Action<string> report, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(AsOwner(endpoints.Api("token")), report, cancellationToken).ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (failure.Answer.Action == AnswerAction.GiveUp)
        {
            throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.TokenRejected,
                "Figshare does not accept the token", "make a new one on figshare.com/account/applications", failure);
        }
    }

    private Question AsOwner(Uri uri) => new(uri, FigshareHttp.AcceptJson) { Token = token };

    private Task<JsonAnswer> AskAsync(
        Question question, Action<string> report, CancellationToken cancellationToken) =>
        retry.RunAsync(stop => AskOnceAsync(question, stop), report, cancellationToken);

    private async Task<JsonAnswer> AskOnceAsync(Question question, CancellationToken cancellationToken)
    {
        if (Origin.Refusal is { } refusal)
        {
            throw refusal.Failure;
        }

        await pace.WaitAsync(question.Uri, cancellationToken).ConfigureAwait(false);
        using var exchange = await http.SendAsync(question, cancellationToken).ConfigureAwait(false);
        var response = exchange.Response;
        if (question.Json is not null && (int)response.StatusCode is 400 or 422
            && response.Content.Headers.ContentType?.MediaType == FigshareHttp.AcceptJson)
        {
            var body = await ReadAsync(question.Uri, response, cancellationToken).ConfigureAwait(false);
            throw NotAccepted((int)response.StatusCode, Parse(question.Uri, body, SearchJson.Default.ApiRefusal).Message);
        }

        return exchange.Answer.Action switch
        {
            AnswerAction.TakeBody => new JsonAnswer(
                await ReadAsync(question.Uri, response, cancellationToken).ConfigureAwait(false),
                response.Headers.ETag?.ToString(),
                response.Headers.TryGetValues(FigshareHttp.CursorHeader, out var values) ? values.First() : null),
            AnswerAction.UseKept => default,
            AnswerAction.AskOtherHost => throw Refused(exchange.ToFailure()),
            _ => throw exchange.ToFailure(),
        };
    }

    private static TransferFailure NotAccepted(int status, string? message) => new(
        AnswerAction.GiveUp, FigshareErrorId.InvalidSearch,
        $"Figshare does not accept it (HTTP {status}: {message?.TrimEnd('.')})",
        "correct the search; its texts may have to be longer");

    private TransferFailure Refused(TransferFailure failure)
    {
        Origin.Refused(failure);
        return failure;
    }

    private async Task<byte[]> ReadAsync(Uri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(http.ConnectionTimeout, http.Clock, cancellationToken);
        using var abort = watch.AbortOnCancel(response);
        try
        {
            using var body = await response.Content.OpenAsync(watch.Token).ConfigureAwait(false);
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy, 81920, watch.Token).ConfigureAwait(false);
            return copy.ToArray();
        }
        catch (Exception e) when (watch.Expired)
        {
            throw http.NoAnswer(uri, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw FigshareHttp.NoConnection(uri, e);
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
            throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.UnexpectedAnswer,
                $"{uri.Host} answered something that is not Figshare's JSON", "check -ApiUri and any proxy in between", e);
        }
    }
}
