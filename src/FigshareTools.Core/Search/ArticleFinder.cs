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

    /// <summary>Makes a finder.</summary>
    public ArticleFinder(ApiOptions options)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock);
        _api = new FigshareClient(JsonRequests.Create(options, _http, ApiRateLimiter.Shared));
    }

    /// <summary>Finds articles, each once, while further pages are not yet asked for.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="log">Told of decisions, from any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FigshareException">
    /// The search makes no sense, Figshare refuses it, or it cannot be continued; what was found before holds.
    /// </exception>
    public async IAsyncEnumerable<FigshareArticle> FindAsync(
        ArticleSearch search, IRunLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (search.Skip < 0 || search.First < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(search), search, "Skip is 0 or more, First 1 or more.");
        }

        var request = SearchRequest.Of(search);
        var subject = $"search for {request.SearchFor ?? request.Doi ?? "articles"}";
        var pages = SearchPages.Of(search.Skip, search.First);
        var unwanted = pages.Unwanted;
        long wanted = search.First ?? long.MaxValue - unwanted;
        // Pages move while they are read: what is published meanwhile pushes the last of one to the next.
        var seen = new HashSet<long>();
        string? cursor = null;
        for (var number = pages.First; ; number++)
        {
            var byNumber = pages.Reaches(number);
            if (!byNumber && cursor is null)
            {
                log.Warning($"{subject}: Figshare shows the first {SearchPages.Reach} results and gave no cursor to any further "
                    + "ones; if there may be more, narrow the search, for example by -PublishedSince.");
                yield break;
            }

            var size = byNumber ? pages.Size : (int)Math.Min(SearchPages.LargestSize, unwanted + wanted);
            var page = byNumber
                ? request with { Page = number, PageSize = size }
                : request with { Limit = size };
            var answer = await AnswerAsync(subject, page, byNumber ? null : cursor, log, cancellationToken)
                .ConfigureAwait(false);
            cursor = answer.Cursor;

            var seenBefore = seen.Count;
            foreach (var article in answer.Articles)
            {
                if (!seen.Add(article.Id))
                {
                    continue;
                }

                if (unwanted > 0)
                {
                    unwanted--;
                    continue;
                }

                yield return ArticleOf(article);
                if (--wanted == 0)
                {
                    yield break;
                }
            }

            // "When the number of results is less than the limit, there are no more results" (Figshare staff, issue 39).
            if (answer.Articles.Count < size)
            {
                yield break;
            }

            if (seen.Count == seenBefore)
            {
                throw new FigshareException(FigshareErrorId.UnexpectedAnswer,
                    $"{subject}: Figshare answers the same articles again and again after {seen.Count}, so that the rest is "
                    + "out of reach; narrow the search, for example by -PublishedSince.");
            }
        }
    }

    /// <summary>Frees connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<ApiSearchPage> AnswerAsync(
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
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        ? date
        : null;
}
