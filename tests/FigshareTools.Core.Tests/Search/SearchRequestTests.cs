using System;
using System.Linq;
using System.Text.Json;
using FigshareTools.Api;
using FigshareTools.Search;

namespace FigshareTools.Core.Tests.Search;

public class SearchRequestTests
{
    [Fact]
    public void Only_given_parameters_are_sent()
    {
        var request = SearchRequest.Of(new ArticleSearch
        {
            Title = "Größe \"A\"",
            Doi = "https://doi.org/10.35092/yhjc.9995672.v5",
            Institution = "2000013",
            Type = ArticleType.Dataset,
            PublishedSince = new DateTime(2024, 5, 18, 23, 0, 0, DateTimeKind.Local),
            ModifiedSince = new DateTime(2025, 1, 2),
            Order = ArticleOrder.PublishedDate,
            Ascending = true,
        });

        var json = JsonSerializer.Serialize(request, SearchJson.Default.ApiSearch);

        using var expected = JsonDocument.Parse(
            """
            {"search_for":":title: \"Größe A\"","item_type":3,"doi":"10.35092/yhjc.9995672.v5","institution":2000013,
            "published_since":"2024-05-18","modified_since":"2025-01-02","order":"published_date","order_direction":"asc"}
            """);
        using var actual = JsonDocument.Parse(json);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), json);
    }

    [Fact]
    public void Every_order_has_the_name_that_Figshare_uses()
    {
        var names = Enum.GetValues<ArticleOrder>()
            .Select(order => SearchRequest.Of(new ArticleSearch { Query = "x", Order = order }).Order);

        // The enumeration in the specification, 2026-07.
        Assert.Equal(
            ["created_date", "published_date", "modified_date", "views", "shares", "downloads", "cites"], names);
    }

    [Fact]
    public void A_search_for_everything_is_refused()
    {
        var failure = Assert.Throws<FigshareException>(
            () => SearchRequest.Of(new ArticleSearch { Order = ArticleOrder.Views, Ascending = true, First = 10 }));

        Assert.Equal(FigshareErrorId.InvalidSearch, failure.ErrorId);
        Assert.StartsWith("There is nothing to search for", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9995672", FigshareErrorId.InvalidSearch)]
    [InlineData("https://figshare.com/articles/dataset/T/9995672", FigshareErrorId.InvalidSearch)]
    [InlineData("nonsense", FigshareErrorId.InvalidReference)]
    [InlineData("10.5281/zenodo.123", FigshareErrorId.OtherRepository)]
    public void An_invalid_DOI_is_refused(string doi, FigshareErrorId expected)
    {
        var failure = Assert.Throws<FigshareException>(() => SearchRequest.Of(new ArticleSearch { Doi = doi }));

        Assert.Equal(expected, failure.ErrorId);
    }
}
