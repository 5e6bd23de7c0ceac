using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Api;

/// <summary>What Figshare's API v2 knows of articles, collections, projects and files.</summary>
internal sealed class FigshareClient(JsonRequests requests)
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
        GetOwnTooAsync(
            $"articles/{articleId}/files/{fileId}", $"account/articles/{articleId}/files/{fileId}",
            ApiJson.Default.ApiFile, report, cancellationToken);

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
        requests.GetAsync(path, type, report, cancellationToken);

    /// <summary>What is not public may still be the token's owner's.</summary>
    private async Task<T> GetOwnTooAsync<T>(
        string path, string ownPath, JsonTypeInfo<T> type, Action<string> report, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.GetAsync(path, type, report, cancellationToken).ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (failure.Answer.ErrorId == FigshareErrorId.NotFound && requests.HasToken)
        {
            report("it is not public: asking with the token");
            return await requests.GetOwnAsync(ownPath, type, report, cancellationToken).ConfigureAwait(false);
        }
    }
}
