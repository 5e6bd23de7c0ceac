using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Public collections.</summary>
internal sealed class CollectionEndpoint(SimulatedCatalog catalog, FigshareJson json, Listing listing)
{
    public JsonResponse Answer(ApiRequest request) => request.Path switch
    {
        ["collections"] => List(request, ListFilter.ListOrder),
        ["collections", "search"] => List(request, ListFilter.SearchOrder),
        ["collections", var id] => Version(Collection(id)),
        ["collections", var id, "versions"] => Versions(Collection(id)),
        ["collections", var id, "versions", var number] => Version(Collection(id), number),
        ["collections", var id, "articles"] => Articles(request, Collection(id)),
        _ => JsonResponse.UnknownRoute(),
    };

    private JsonResponse List(ApiRequest request, string defaultOrder) => listing.Page(
        request,
        () => ListFilter.Find(catalog.Collections, request.Parameters, defaultOrder),
        json.ListedCollection);

    private SimulatedCollection Collection(string id) =>
        catalog.FindCollection(RequestTarget.ReadId(id, "Collection ID")) ?? throw ApiRefusal.NotFound("collection");

    private JsonResponse Version(SimulatedCollection collection) => Version(collection, collection.Version);

    private JsonResponse Version(SimulatedCollection collection, string number)
    {
        long wanted = RequestTarget.ReadId(number, "Version number");
        return wanted <= collection.Version
            ? Version(collection, (int)wanted)
            : JsonResponse.EntityNotFound("CollectionVersion");
    }

    private JsonResponse Version(SimulatedCollection collection, int version)
    {
        int articles = catalog.PublicArticles(collection.ArticleIds).Count;
        return JsonResponse.Ok(json.Collection(collection, version, articles), collection.Modified);
    }

    private JsonResponse Versions(SimulatedCollection collection) =>
        JsonResponse.Ok(json.Versions(collection), collection.Modified);

    private JsonResponse Articles(ApiRequest request, SimulatedCollection collection) => JsonResponse.Ok(
        FigshareJson.Array(Paging.Of(request.Parameters)
            .Of(catalog.PublicArticles(collection.ArticleIds))
            .Select(json.ListedArticle)),
        collection.Modified);
}
