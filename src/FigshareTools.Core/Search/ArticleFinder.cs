using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.References;

namespace FigshareTools.Search;

/// <summary>Finds public articles.</summary>
public sealed class ArticleFinder : IDisposable
{
    private readonly FigshareHttp _http;
    private readonly FigshareClient _api;

    /// <summary>Creates a finder.</summary>
    public ArticleFinder(ApiOptions options)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        _api = new FigshareClient(JsonRequests.Create(options, _http, ApiRateLimiter.For(options.Pace, options.Clock)));
    }

    /// <summary>Finds articles, each once. Further pages are requested only when their articles are needed.</summary>
    /// <param name="search">The search.</param>
    /// <param name="log">Receives decisions, from any thread.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="FigshareException">
    /// The search is invalid, Figshare refuses it, or it cannot continue. Articles that were found before are valid.
    /// </exception>
    public async IAsyncEnumerable<FigshareArticle> FindAsync(
        ArticleSearch search, IRunLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequireValid(search);
        var request = SearchRequest.Of(search);
        var subject = $"search for {request.SearchFor ?? request.Doi ?? "articles"}";
        var pages = SearchPages.Of(search.Skip, search.First);
        var skip = pages.Skip;
        long wanted = search.First ?? long.MaxValue - skip;
        // An article that is published during the search moves the last article of a page to the next page.
        var seen = new HashSet<long>();
        string? cursor = null;
        for (var number = pages.First; ; number++)
        {
            var isByNumber = pages.HasNumber(number);
            if (!isByNumber && cursor is null)
            {
                log.Warning(
                    $"{subject}: Figshare lists the first {SearchPages.Reach} results and gave no cursor to further "
                    + "results; if there may be more, narrow the search, for example with -PublishedSince.");
                yield break;
            }

            var size = isByNumber ? pages.Size : (int)Math.Min(SearchPages.LargestSize, skip + wanted);
            var page = isByNumber ? request with { Page = number, PageSize = size } : request with { Limit = size };
            var response = await RequestAsync(subject, page, isByNumber ? null : cursor, log, cancellationToken)
                .ConfigureAwait(false);
            cursor = response.Cursor;

            var seenBefore = seen.Count;
            foreach (var article in response.Articles)
            {
                if (!seen.Add(article.Id))
                {
                    continue;
                }

                if (skip > 0)
                {
                    skip--;
                    continue;
                }

                yield return ArticleOf(article);
                if (--wanted == 0)
                {
                    yield break;
                }
            }

            // "When the number of results is less than the limit, there are no more results" (Figshare staff, issue 39).
            if (response.Articles.Count < size)
            {
                yield break;
            }

            if (seen.Count == seenBefore)
            {
                throw RepeatedArticles(subject, seen.Count);
            }
        }
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<ApiSearchPage> RequestAsync(
        string subject, ApiSearch page, string? cursor, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.SearchAsync(page, cursor, log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(subject);
        }
    }

    private static void RequireValid(ArticleSearch search)
    {
        if (search.Skip < 0 || search.First < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(search), search, "Skip is 0 or more, First 1 or more.");
        }
    }

    private static FigshareException RepeatedArticles(string subject, int count) => new(FigshareErrorId.UnexpectedAnswer,
        $"{subject}: Figshare repeats the same articles after {count}, so the remaining articles cannot be listed; narrow the "
        + "search, for example with -PublishedSince.");

    private static FigshareArticle ArticleOf(ApiFoundArticle article) => new()
    {
        Id = article.Id,
        Title = article.Title,
        Doi = Known(article.Doi),
        Version = DoiText.VersionOf(article.Doi),
        Type = article.DefinedTypeName,
        PublishedDate = DateOf(article.PublishedDate),
        ModifiedDate = DateOf(article.ModifiedDate),
        CreatedDate = DateOf(article.CreatedDate),
        Handle = Known(article.Handle),
        ResourceDoi = Known(article.ResourceDoi),
        ResourceTitle = Known(article.ResourceTitle),
        Url = Known(article.UrlPublicHtml),
    };

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTime? DateOf(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var date)
        ? date
        : null;
}
