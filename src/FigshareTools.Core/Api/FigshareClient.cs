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

    public const string Articles = "articles";
    public const string Collections = "collections";
    public const string Projects = "projects";

    // A DOI or a handle has one item, and one article of a collection's is enough to see where it lives.
    private const int FewItems = 10;

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

    /// <summary>Who and where an article, a collection or a project is.</summary>
    public Task<ApiItem> GetItemAsync(
        string kind, long id, Action<string> report, CancellationToken cancellationToken) =>
        GetAsync($"{kind}/{id}", ApiJson.Default.ApiItem, report, cancellationToken);

    /// <summary>Articles or collections by their <c>doi</c> or <c>handle</c>; the answer may hold others too.</summary>
    public Task<List<ApiItem>> FindAsync(
        string kind, string field, string value, Action<string> report, CancellationToken cancellationToken) =>
        GetAsync(
            $"{kind}?{field}={Uri.EscapeDataString(value)}&page_size={FewItems}",
            ApiJson.Default.ListApiItem, report, cancellationToken);

    /// <summary>The first few articles of a collection.</summary>
    public Task<List<ApiItem>> GetSomeOfCollectionAsync(
        long collectionId, Action<string> report, CancellationToken cancellationToken) =>
        GetAsync(
            $"collections/{collectionId}/articles?page_size={FewItems}",
            ApiJson.Default.ListApiItem, report, cancellationToken);

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
