using System;
using System.IO;
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
        var (body, eTag) = await AskAsync(question, report, cancellationToken).ConfigureAwait(false);
        if (body is not null && eTag is not null)
        {
            cache?.Write(uri, eTag, body);
        }

        return Parse(uri, body ?? kept!.Value.Body, type);
    }

    /// <summary>Asks as the token's owner; nothing of it is kept.</summary>
    public async Task<T> GetOwnAsync<T>(
        string path, JsonTypeInfo<T> type, Action<string> report, CancellationToken cancellationToken)
    {
        var uri = endpoints.Api(path);
        try
        {
            var (body, _) = await AskAsync(AsOwner(uri), report, cancellationToken).ConfigureAwait(false);
            return Parse(uri, body!, type);
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

    /// <summary>The body and its tag; no body when what is kept still holds.</summary>
    private Task<(byte[]? Body, string? ETag)> AskAsync(
        Question question, Action<string> report, CancellationToken cancellationToken) =>
        retry.RunAsync(stop => AskOnceAsync(question, stop), report, cancellationToken);

    private async Task<(byte[]? Body, string? ETag)> AskOnceAsync(Question question, CancellationToken cancellationToken)
    {
        if (Origin.Refusal is { } refusal)
        {
            throw refusal.Failure;
        }

        await pace.WaitAsync(question.Uri, cancellationToken).ConfigureAwait(false);
        using var exchange = await http.SendAsync(question, cancellationToken).ConfigureAwait(false);
        return exchange.Answer.Action switch
        {
            AnswerAction.TakeBody => (
                await ReadAsync(question.Uri, exchange.Response, cancellationToken).ConfigureAwait(false),
                exchange.Response.Headers.ETag?.ToString()),
            AnswerAction.UseKept => (null, null),
            AnswerAction.AskOtherHost => throw Refused(exchange.ToFailure()),
            _ => throw exchange.ToFailure(),
        };
    }

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
