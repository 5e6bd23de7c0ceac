using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The endpoints for public collections.</summary>
internal sealed class CollectionEndpoint(SimulatedCatalog catalog, FigshareJson json, PagedLists lists)
{
    public JsonResponse Respond(ApiRequest request) => request.Path switch
    {
        ["collections"] => List(request, ListFilter.ListOrder),
        ["collections", "search"] => List(request, ListFilter.SearchOrder),
        ["collections", var id] => Version(Collection(id)),
        ["collections", var id, "versions"] => Versions(Collection(id)),
        ["collections", var id, "versions", var number] => Version(Collection(id), number),
        ["collections", var id, "articles"] => Articles(request, Collection(id)),
        _ => JsonResponse.UnknownRoute(),
    };

    private JsonResponse List(ApiRequest request, string defaultOrder) => lists.Page(
        request,
        () => ListFilter.Apply(catalog.Collections, request.Parameters, defaultOrder),
        json.RenderCollectionSummary);

    private SimulatedCollection Collection(string id) =>
        catalog.FindCollection(RequestTarget.RequireId(id, "Collection ID"))
        ?? throw ApiErrorException.NotFound("collection");

    private JsonResponse Version(SimulatedCollection collection) => Version(collection, collection.Version);

    private JsonResponse Version(SimulatedCollection collection, string number)
    {
        var wanted = RequestTarget.RequireId(number, "Version number");
        return wanted <= collection.Version
            ? Version(collection, (int)wanted)
            : JsonResponse.EntityNotFound("CollectionVersion");
    }

    private JsonResponse Version(SimulatedCollection collection, int version)
    {
        var articles = catalog.PublicArticles(collection.ArticleIds).Count;
        return JsonResponse.Ok(json.RenderCollection(collection, version, articles), collection.Modified);
    }

    private JsonResponse Versions(SimulatedCollection collection) =>
        JsonResponse.Ok(json.RenderVersions(collection), collection.Modified);

    private JsonResponse Articles(ApiRequest request, SimulatedCollection collection) => JsonResponse.Ok(
        FigshareJson.ToArray(Paging.Parse(request.Parameters)
            .Apply(catalog.PublicArticles(collection.ArticleIds))
            .Select(json.RenderArticleSummary)),
        collection.Modified);
}
