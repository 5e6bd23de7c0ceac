using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Filters and sorts lists and searches of articles and collections.</summary>
internal static class ListFilter
{
    /// <summary>The default order of lists.</summary>
    public const string ListOrder = "published_date";

    /// <summary>The default order of searches.</summary>
    public const string SearchOrder = "created_date";

    public static IReadOnlyList<T> Apply<T>(IEnumerable<T> items, RequestParameters parameters, string defaultOrder)
        where T : ICatalogItem
    {
        var institution = parameters.GetId("institution");
        var group = parameters.GetId("group");
        var doi = parameters.GetText("doi");
        var handle = parameters.GetText("handle");
        var publishedSince = parameters.GetDate("published_since");
        var modifiedSince = parameters.GetDate("modified_since");
        var search = parameters.GetText("search_for") is string text ? SearchQueryParser.Parse(text) : _ => true;
        var found = items.Where(entity =>
            (institution is null || entity.InstitutionId == institution)
            && (group is null || entity.GroupId == group)
            && (doi is null || entity.HasDoi(doi))
            && (handle is null || entity.Handle == handle)
            && (publishedSince is null || entity.Published >= publishedSince)
            && (modifiedSince is null || entity.Modified >= modifiedSince)
            && search(entity));
        return [.. Sort(found, parameters, defaultOrder)];
    }

    private static IEnumerable<T> Sort<T>(IEnumerable<T> found, RequestParameters parameters, string defaultOrder)
        where T : ICatalogItem
    {
        var order = parameters.GetChoice(
            "order", defaultOrder,
            "created_date", "published_date", "modified_date", "views", "shares", "downloads", "cites");
        var direction = parameters.GetChoice("order_direction", "desc", "asc", "desc");

        // The simulator counts no views or citations: in these orders all items are equal, and the ids decide.
        Func<T, DateTimeOffset> key = order switch
        {
            "created_date" or "published_date" => entity => entity.Published,
            "modified_date" => entity => entity.Modified,
            _ => _ => default,
        };
        return direction == "asc"
            ? found.OrderBy(key).ThenBy(entity => entity.Id)
            : found.OrderByDescending(key).ThenByDescending(entity => entity.Id);
    }
}
