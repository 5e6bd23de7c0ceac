using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The filters and the order that lists and searches have in common.</summary>
internal static class ListFilter
{
    /// <summary>The order of lists when none is asked for.</summary>
    public const string ListOrder = "published_date";

    /// <summary>The order of searches when none is asked for.</summary>
    public const string SearchOrder = "created_date";

    public static IReadOnlyList<T> Find<T>(IEnumerable<T> among, RequestParameters parameters, string defaultOrder)
        where T : IListed
    {
        int? institution = parameters.Id("institution");
        int? group = parameters.Id("group");
        string? doi = parameters.Text("doi");
        string? handle = parameters.Text("handle");
        DateTimeOffset? publishedSince = parameters.Date("published_since");
        DateTimeOffset? modifiedSince = parameters.Date("modified_since");
        Predicate<IListed> search = parameters.Text("search_for") is string text ? SearchText.Parse(text) : _ => true;
        IEnumerable<T> found = among.Where(entity =>
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
        where T : IListed
    {
        string order = parameters.OneOf(
            "order", defaultOrder,
            "created_date", "published_date", "modified_date", "views", "shares", "downloads", "cites");
        string direction = parameters.OneOf("order_direction", "desc", "asc", "desc");

        // Nobody views or cites anything here: such an order leaves all equal, and ids decide as they do with dates.
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
