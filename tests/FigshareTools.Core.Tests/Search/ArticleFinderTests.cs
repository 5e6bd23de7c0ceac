using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.Search;

namespace FigshareTools.Core.Tests.Search;

public sealed class ArticleFinderTests : IAsyncDisposable
{
    private readonly InstantClock _clock = new();
    private readonly CollectingLog _log = new();
    private CannedSearch _search = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _search?.DisposeAsync() ?? default;

    [Fact]
    public async Task Found_articles_have_the_details_of_the_search()
    {
        var article = Assert.Single(await FindAsync(count: 1));

        Assert.Equal(
            new FigshareArticle
            {
                Id = 1,
                Title = "Plates 1",
                Doi = "10.6084/m9.figshare.1.v1",
                Version = 1,
                Type = "dataset",
                PublishedDate = new DateTime(2024, 5, 18, 11, 49, 3, DateTimeKind.Utc),
                ModifiedDate = new DateTime(2024, 6, 1, 8, 0, 0, DateTimeKind.Utc),
                CreatedDate = new DateTime(2024, 5, 17, 10, 0, 0, DateTimeKind.Utc),
                ResourceDoi = "10.1091/mbc.E20-12-0784",
                Url = "https://figshare.com/articles/dataset/Plates/1",
            },
            article);
    }

    [Theory]
    [InlineData(0, null, 0, "1x1000")]
    [InlineData(999, null, 0, "1x1000")]
    [InlineData(1000, null, 0, "1x1000 2x1000")]
    [InlineData(2350, null, 0, "1x1000 2x1000 3x1000")]
    [InlineData(2350, 10, 0, "1x10")]
    [InlineData(2350, 10, 40, "5x10")]
    [InlineData(2350, 1500, 0, "1x750 2x750")]
    [InlineData(2350, null, 2345, "3x1000")]
    [InlineData(2350, 10, 5000, "501x10")]
    public async Task Only_needed_pages_are_requested(int count, int? first, int skip, string parts)
    {
        var found = await FindAsync(count, first, skip);

        AssertRange(found, skip + 1, Math.Min(count, skip + (first ?? count)));
        Assert.Equal(parts.Split(' '), _search.Parts);
        Assert.Empty(_log.Warnings);
    }

    [Theory]
    [InlineData(9000, null, 0, 9, "Cx1000")]
    [InlineData(11_500, null, 0, 9, "Cx1000 Cx1000 Cx1000")]
    [InlineData(11_500, 9010, 0, 9, "Cx10")]
    [InlineData(11_500, null, 8500, 1, "Cx1000 Cx1000 Cx1000")]
    [InlineData(11_500, 10, 10_500, 1, "Cx1000 Cx510")]
    [InlineData(11_500, null, 20_000, 1, "Cx1000 Cx1000 Cx1000")]
    public async Task A_cursor_is_used_after_9000_results(int count, int? first, int skip, int pages, string parts)
    {
        var found = await FindAsync(count, first, skip);

        AssertRange(found, skip + 1, (int)Math.Min(count, skip + (long)(first ?? count)));
        Assert.Equal(parts.Split(' '), _search.Parts.Skip(pages));
        Assert.All(_search.Parts.Take(pages), part => Assert.EndsWith("x1000", part, StringComparison.Ordinal));
        Assert.All(_search.Asked, asked => Assert.Equal("plates", asked.Body.GetProperty("search_for").GetString()));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_missing_cursor_after_9000_results_is_a_warning()
    {
        var found = await FindAsync(11_500, prepare: search => search.GivesCursors = false);

        AssertRange(found, 1, 9000);
        Assert.Equal(
            "search for plates: Figshare lists the first 9000 results and gave no cursor to further results; if there "
            + "may be more, narrow the search, for example with -PublishedSince.", Assert.Single(_log.Warnings));
    }

    [Fact]
    public async Task A_cursor_that_repeats_results_ends_the_search()
    {
        var found = new List<FigshareArticle>();

        var failure = await Assert.ThrowsAsync<FigshareException>(
            () => FindAsync(11_500, prepare: search => search.TurnsBack = true, found: found));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        AssertRange(found, 1, 9000);
    }

    [Fact]
    public async Task An_article_that_moves_to_the_next_page_is_listed_once()
    {
        AssertRange(await FindAsync(2350, prepare: search => search.PublishedMeanwhile = 5), 1, 2350);
        Assert.Equal(3, _search.Asked.Count);
    }

    [Fact]
    public async Task Articles_are_returned_before_later_pages_are_requested()
    {
        _search = await CannedSearch.StartAsync(1500, Stop);
        using var finder = Finder();
        await foreach (var article in finder.FindAsync(new ArticleSearch { Query = "x" }, _log, Stop))
        {
            Assert.Equal(1, article.Id);
            break;
        }

        Assert.Single(_search.Asked);
    }

    [Fact]
    public async Task A_failed_page_is_requested_again()
    {
        var found = await FindAsync(1, prepare: search => search.Failures.Enqueue((503, "{}")));

        Assert.Single(found);
        Assert.Contains("trying again", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"message":"search_for is too short.","code":"BadRequest"}""", "(HTTP 400: search_for is too short)")]
    [InlineData(422, """{"message":"Invalid operator","code":40}""", "(HTTP 422: Invalid operator)")]
    public async Task A_refusal_has_the_message_of_Figshare(int status, string json, string expected)
    {
        var failure = await Assert.ThrowsAsync<FigshareException>(
            () => FindAsync(1, prepare: search => search.Failures.Enqueue((status, json))));

        Assert.Equal(FigshareErrorId.InvalidSearch, failure.ErrorId);
        Assert.Equal(
            $"search for plates: Figshare does not accept it {expected}; correct the search; its texts may have to be longer.",
            failure.Message);
        Assert.Single(_search.Asked);
    }

    private static void AssertRange(IEnumerable<FigshareArticle> articles, int from, int to) => Assert.Equal(
        Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(id => (long)id), articles.Select(article => article.Id));

    private ArticleFinder Finder() => new(new ApiOptions
    {
        Endpoints = FigshareEndpoints.Figshare with { ApiUri = _search.Uri },
        Clock = _clock,
    });

    private async Task<IReadOnlyList<FigshareArticle>> FindAsync(
        int count, int? first = null, int skip = 0, Action<CannedSearch>? prepare = null,
        List<FigshareArticle>? found = null)
    {
        _search = await CannedSearch.StartAsync(count, Stop);
        prepare?.Invoke(_search);
        found ??= [];
        using var finder = Finder();
        var search = new ArticleSearch { Query = "plates", First = first, Skip = skip };
        await foreach (var article in finder.FindAsync(search, _log, Stop))
        {
            found.Add(article);
        }

        return found;
    }
}
