using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Api;

/// <summary>What Figshare's API v2 knows of articles, collections, projects and files.</summary>
internal sealed class FigshareClient(JsonRequests requests)
{
    /// <summary>The most that one page holds; the default is ten.</summary>
    public const int PageSize = 1000;

    public const string Articles = "articles";
    public const string Collections = "collections";
    public const string Projects = "projects";

    // A DOI or a handle has one item, and one article of a collection's is enough to see where it lives.
    private const int FewItems = 10;

    public Task<ApiFile> GetFileAsync(
        long articleId, long fileId, IRunLog log, CancellationToken cancellationToken) =>
        GetOwnTooAsync(
            $"articles/{articleId}/files/{fileId}", $"account/articles/{articleId}/files/{fileId}",
            ApiJson.Default.ApiFile, log, cancellationToken);

    /// <summary>An article's version, the latest public one when none is given.</summary>
    public async Task<ApiArticle> GetArticleAsync(
        long articleId, int? version, IRunLog log, CancellationToken cancellationToken)
    {
        var path = version is null ? $"articles/{articleId}" : $"articles/{articleId}/versions/{version}";
        try
        {
            var article = await requests.GetAsync(path, ApiJson.Default.ApiArticle, log, cancellationToken)
                .ConfigureAwait(false);
            // Its files may be closed to the public, but not to its owner, who has them as they stand now.
            if (requests.HasToken && (article.IsEmbargoed is true || article.IsConfidential is true))
            {
                var own = await GetOwnArticleAsync(articleId, log, cancellationToken).ConfigureAwait(false);
                return version is null || own.Version == version ? own : article;
            }

            return article;
        }
        catch (EngineException failure) when (
            failure.ErrorId == FigshareErrorId.NotFound && requests.HasToken && version is null)
        {
            log.Verbose("it is not public: asking with the token");
            return await GetOwnArticleAsync(articleId, log, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An article's files as its version lists them, page by page, to the last.</summary>
    public IAsyncEnumerable<ApiFile> GetFilesAsync(
        ApiArticle article, int version, IRunLog log, CancellationToken cancellationToken) => article.IsOwn
            ? PagesAsync(
                page => requests.GetOwnAsync(
                    $"account/articles/{article.Id}/files?{page}", ApiJson.Default.ListApiFile, log, cancellationToken))
            : PagesAsync(
                page => requests.GetAsync(
                    $"articles/{article.Id}/versions/{version}/files?{page}", ApiJson.Default.ListApiFile, log,
                    cancellationToken));

    /// <summary>The articles of a collection or a project, page by page, to the last.</summary>
    public IAsyncEnumerable<ApiItem> GetArticlesAsync(
        string kind, long id, IRunLog log, CancellationToken cancellationToken) => PagesAsync(
            page => requests.GetAsync($"{kind}/{id}/articles?{page}", ApiJson.Default.ListApiItem, log, cancellationToken));

    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<string, Task<List<T>>> ask)
    {
        for (var page = 1; ; page++)
        {
            var items = await ask($"page={page}&page_size={PageSize}").ConfigureAwait(false);
            foreach (var item in items)
            {
                yield return item;
            }

            // "When the number of results is less than the limit, there are no more results" (Figshare staff, issue 39).
            if (items.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private async Task<ApiArticle> GetOwnArticleAsync(
        long articleId, IRunLog log, CancellationToken cancellationToken)
    {
        var article = await requests.GetOwnAsync(
            $"account/articles/{articleId}", ApiJson.Default.ApiArticle, log, cancellationToken).ConfigureAwait(false);
        return article with { IsOwn = true };
    }

    /// <summary>Who and where an article, a collection or a project is.</summary>
    public Task<ApiItem> GetItemAsync(
        string kind, long id, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync($"{kind}/{id}", ApiJson.Default.ApiItem, log, cancellationToken);

    /// <summary>Articles or collections by their <c>doi</c> or <c>handle</c>; the answer may hold others too.</summary>
    public Task<List<ApiItem>> FindAsync(
        string kind, string field, string value, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync(
            $"{kind}?{field}={Uri.EscapeDataString(value)}&page_size={FewItems}",
            ApiJson.Default.ListApiItem, log, cancellationToken);

    /// <summary>The first few articles of a collection.</summary>
    public Task<List<ApiItem>> GetSomeOfCollectionAsync(
        long collectionId, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync(
            $"collections/{collectionId}/articles?page_size={FewItems}",
            ApiJson.Default.ListApiItem, log, cancellationToken);

    /// <summary>Searches public articles: one page, or what follows a cursor.</summary>
    public async Task<ApiSearchPage> SearchAsync(
        ApiSearch search, string? cursor, IRunLog log, CancellationToken cancellationToken)
    {
        var (articles, next) = await requests.PostAsync(
            $"{Articles}/search", JsonSerializer.SerializeToUtf8Bytes(search, SearchJson.Default.ApiSearch), cursor,
            SearchJson.Default.ListApiFoundArticle, log, cancellationToken).ConfigureAwait(false);
        return new ApiSearchPage(articles, next);
    }

    private Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken) =>
        requests.GetAsync(path, type, log, cancellationToken);

    /// <summary>What is not public may still be the token's owner's.</summary>
    private async Task<T> GetOwnTooAsync<T>(
        string path, string ownPath, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.GetAsync(path, type, log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound && requests.HasToken)
        {
            log.Verbose("it is not public: asking with the token");
            return await requests.GetOwnAsync(ownPath, type, log, cancellationToken).ConfigureAwait(false);
        }
    }
}
