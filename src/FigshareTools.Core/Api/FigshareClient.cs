using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Api;

/// <summary>A client of Figshare's API v2: articles, collections, projects and files.</summary>
internal sealed class FigshareClient(JsonRequests requests)
{
    /// <summary>The largest page. The default page has ten items.</summary>
    public const int PageSize = 1000;

    public const string Articles = "articles";
    public const string Collections = "collections";
    public const string Projects = "projects";

    // A DOI or a handle has one item, and one article of a collection shows where the collection's pages are.
    private const int FewItems = 10;

    /// <summary>A client whose requests wait while the API refuses this client.</summary>
    public FigshareClient AsRequired() => new(requests.AsRequired());

    public Task<ApiFile> GetFileAsync(
        long articleId, long fileId, IRunLog log, CancellationToken cancellationToken) =>
        GetWithTokenIfPrivateAsync(
            $"articles/{articleId}/files/{fileId}", $"account/articles/{articleId}/files/{fileId}",
            ApiJson.Default.ApiFile, log, cancellationToken);

    /// <summary>A version of an article; the latest public one when <paramref name="version"/> is null.</summary>
    public async Task<ApiArticle> GetArticleAsync(
        long articleId, int? version, IRunLog log, CancellationToken cancellationToken)
    {
        var path = version is null ? $"articles/{articleId}" : $"articles/{articleId}/versions/{version}";
        try
        {
            var article = await requests.GetAsync(path, ApiJson.Default.ApiArticle, log, cancellationToken)
                .ConfigureAwait(false);
            // The owner may list files that are closed to the public, but only those of the current version.
            if (requests.Token is not null && (article.IsEmbargoed is true || article.IsConfidential is true))
            {
                var own = await GetOwnArticleAsync(articleId, log, cancellationToken).ConfigureAwait(false);
                return version is null || own.Version == version ? own : article;
            }

            return article;
        }
        catch (EngineException failure) when (
            failure.ErrorId == FigshareErrorId.NotFound && requests.Token is not null && version is null)
        {
            log.Verbose("it is not public: asking with the token");
            return await GetOwnArticleAsync(articleId, log, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The files of an article's version, page by page.</summary>
    public IAsyncEnumerable<ApiFile> GetFilesAsync(
        ApiArticle article, int version, IRunLog log, CancellationToken cancellationToken) => article.IsOwn
            ? PagesAsync(
                page => requests.GetWithTokenAsync(
                    $"account/articles/{article.Id}/files?{page}", ApiJson.Default.ListApiFile, log, cancellationToken),
                file => file.Id)
            : PagesAsync(
                page => requests.GetAsync(
                    $"articles/{article.Id}/versions/{version}/files?{page}", ApiJson.Default.ListApiFile, log,
                    cancellationToken),
                file => file.Id);

    /// <summary>The first page of the files of an article's latest version: one request, and a thousand files at most.</summary>
    public Task<List<ApiFile>> GetFirstFilesAsync(long articleId, IRunLog log, CancellationToken cancellationToken) =>
        GetWithTokenIfPrivateAsync(
            $"articles/{articleId}/files?page=1&page_size={PageSize}",
            $"account/articles/{articleId}/files?page=1&page_size={PageSize}",
            ApiJson.Default.ListApiFile, log, cancellationToken);

    /// <summary>The public versions of an article. The API sends them in one response.</summary>
    public Task<List<ApiVersion>> GetVersionsAsync(long articleId, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync($"articles/{articleId}/versions", ApiJson.Default.ListApiVersion, log, cancellationToken);

    /// <summary>The articles of a collection or a project, page by page.</summary>
    public IAsyncEnumerable<ApiItem> GetArticlesAsync(
        string kind, long id, IRunLog log, CancellationToken cancellationToken) => PagesAsync(
            page => requests.GetAsync($"{kind}/{id}/articles?{page}", ApiJson.Default.ListApiItem, log, cancellationToken),
            item => item.Id);

    /// <summary>
    /// All items of a list, each once: an item that is published meanwhile moves others to the next page. A full page without
    /// any new item means that the server does not continue the list, for example because a proxy ignores the page's number.
    /// </summary>
    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<string, Task<List<T>>> getPage, Func<T, long> idOf)
    {
        var seen = new HashSet<long>();
        for (var page = 1; ; page++)
        {
            var items = await getPage($"page={page}&page_size={PageSize}").ConfigureAwait(false);
            var seenBefore = seen.Count;
            foreach (var item in items)
            {
                if (seen.Add(idOf(item)))
                {
                    yield return item;
                }
            }

            if (items.Count >= PageSize && seen.Count == seenBefore)
            {
                throw RepeatedPage(page, seen.Count);
            }

            // "When the number of results is less than the limit, there are no more results" (Figshare staff, issue 39).
            if (items.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private static EngineException RepeatedPage(int page, int count) => new(
        FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
        $"page {page} of its list repeats earlier pages, so that it cannot be listed beyond {count} items",
        "try again later, with -NoCache, and check any proxy in between");

    private async Task<ApiArticle> GetOwnArticleAsync(
        long articleId, IRunLog log, CancellationToken cancellationToken)
    {
        var article = await requests.GetWithTokenAsync(
            $"account/articles/{articleId}", ApiJson.Default.ApiArticle, log, cancellationToken).ConfigureAwait(false);
        return article with { IsOwn = true };
    }

    /// <summary>The DOI and the addresses of an article, a collection or a project.</summary>
    public Task<ApiItem> GetItemAsync(
        string kind, long id, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync($"{kind}/{id}", ApiJson.Default.ApiItem, log, cancellationToken);

    /// <summary>Articles or collections with a <c>doi</c> or <c>handle</c>. The response may contain others as well.</summary>
    public Task<List<ApiItem>> FindAsync(
        string kind, string field, string value, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync(
            $"{kind}?{field}={Uri.EscapeDataString(value)}&page_size={FewItems}",
            ApiJson.Default.ListApiItem, log, cancellationToken);

    /// <summary>The first few articles of a collection.</summary>
    public Task<List<ApiItem>> GetFirstOfCollectionAsync(
        long collectionId, IRunLog log, CancellationToken cancellationToken) =>
        GetAsync(
            $"collections/{collectionId}/articles?page_size={FewItems}",
            ApiJson.Default.ListApiItem, log, cancellationToken);

    /// <summary>Searches public articles.</summary>
    /// <returns>One page: the first, or the one that the cursor names.</returns>
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

    /// <summary>Requests something without the token, and with it if it is not public.</summary>
    private async Task<T> GetWithTokenIfPrivateAsync<T>(
        string path, string ownPath, JsonTypeInfo<T> type, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.GetAsync(path, type, log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound && requests.Token is not null)
        {
            log.Verbose("it is not public: asking with the token");
            return await requests.GetWithTokenAsync(ownPath, type, log, cancellationToken).ConfigureAwait(false);
        }
    }
}
