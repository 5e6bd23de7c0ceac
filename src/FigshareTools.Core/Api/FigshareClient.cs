using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Api;

/// <summary>Asks Figshare's API v2 for what is public, at the pace it asks for.</summary>
internal sealed class FigshareClient(FigshareHttp http, FigshareEndpoints endpoints, RetryPolicy retry, ApiPace pace)
{
    /// <summary>The most files that one page holds; the default is ten.</summary>
    public const int PageSize = 1000;

    public Task<ApiFile> GetFileAsync(
        long articleId, long fileId, Action<string> report, CancellationToken cancellationToken) =>
        GetAsync($"articles/{articleId}/files/{fileId}", ApiJson.Default.ApiFile, report, cancellationToken);

    /// <summary>An article's version, the latest public one when none is given.</summary>
    public Task<ApiArticle> GetArticleAsync(
        long articleId, int? version, Action<string> report, CancellationToken cancellationToken) =>
        GetAsync(
            version is null ? $"articles/{articleId}" : $"articles/{articleId}/versions/{version}",
            ApiJson.Default.ApiArticle, report, cancellationToken);

    /// <summary>A version's files, page by page, to the last.</summary>
    public async IAsyncEnumerable<ApiFile> GetFilesAsync(
        long articleId, int version, Action<string> report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var files = await GetAsync(
                $"articles/{articleId}/versions/{version}/files?page={page}&page_size={PageSize}",
                ApiJson.Default.ListApiFile, report, cancellationToken).ConfigureAwait(false);
            foreach (var file in files)
            {
                yield return file;
            }

            // "When the number of results is less than the limit, there are no more results" (Figshare staff, issue 39).
            if (files.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, Action<string> report, CancellationToken cancellationToken) =>
        retry.RunAsync(token => GetOnceAsync(endpoints.Api(path), type, token), report, cancellationToken);

    private async Task<T> GetOnceAsync<T>(Uri uri, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(uri, cancellationToken).ConfigureAwait(false);
        using var exchange = await http.GetAsync(uri, FigshareHttp.AcceptJson, null, null, null, cancellationToken)
            .ConfigureAwait(false);
        if (exchange.Answer.Action != AnswerAction.TakeBody)
        {
            throw exchange.ToFailure();
        }

        using var watch = new StallWatch(http.ConnectionTimeout, http.Clock, cancellationToken);
        try
        {
            using var body = await exchange.Response.Content.OpenAsync(watch.Token).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, type, watch.Token).ConfigureAwait(false)
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.UnexpectedAnswer,
                $"{uri.Host} answered something that is not Figshare's JSON", "check -ApiUri and any proxy in between", e);
        }
        catch (OperationCanceledException e) when (watch.Expired)
        {
            throw http.NoAnswer(uri, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw FigshareHttp.NoConnection(uri, e);
        }
    }
}
