using System;
using System.Globalization;
using FigshareTools.Api;
using FigshareTools.References;

namespace FigshareTools.Search;

/// <summary>Converts a search to a request of the API.</summary>
internal static class SearchRequest
{
    /// <summary>The request for a search, without a page.</summary>
    /// <exception cref="FigshareException">The search is empty or invalid.</exception>
    public static ApiSearch Of(ArticleSearch search)
    {
        var request = new ApiSearch
        {
            SearchFor = SearchText.Of(search),
            ItemType = (int?)search.Type,
            Doi = DoiOf(search.Doi),
            Institution = InstitutionText.IdOf(search.Institution),
            PublishedSince = DayOf(search.PublishedSince),
            ModifiedSince = DayOf(search.ModifiedSince),
        };
        if (request == new ApiSearch())
        {
            throw new FigshareException(FigshareErrorId.InvalidSearch,
                "There is nothing to search for, and everything would be millions of articles; give -Query, -Title, "
                + "-Author, -Tag, -Doi, -Institution, -Type, -PublishedSince or -ModifiedSince.");
        }

        return request with { Order = OrderOf(search.Order), OrderDirection = search.Ascending ? "asc" : null };
    }

    private static string? DoiOf(string? text) => text is null ? null
        : FigshareReference.Parse(text) is FigshareReference.Doi doi ? doi.Text
        : throw new FigshareException(FigshareErrorId.InvalidSearch,
            $"-Doi '{PastedText.Show(text)}' is not a DOI; give a DOI such as 10.6084/m9.figshare.9995672, or give "
            + "ids and addresses to Get-FigshareManifest, which needs no search for them.");

    private static string? DayOf(DateTime? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? OrderOf(ArticleOrder? order) => order switch
    {
        null => null,
        ArticleOrder.CreatedDate => "created_date",
        ArticleOrder.PublishedDate => "published_date",
        ArticleOrder.ModifiedDate => "modified_date",
        ArticleOrder.Views => "views",
        ArticleOrder.Shares => "shares",
        ArticleOrder.Downloads => "downloads",
        ArticleOrder.Cites => "cites",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Figshare has no such order."),
    };
}
