using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <summary>Public articles. What is not published is not found.</summary>
internal sealed class ArticleEndpoint(SimulatedCatalog catalog, FigshareJson json, Listing listing)
{
    public JsonResponse Answer(ApiRequest request) => request.Path switch
    {
        ["articles"] => listing.Page(request, () => Find(request, ListFilter.ListOrder), json.ListedArticle),
        ["articles", "search"] => listing.Page(request, () => Find(request, ListFilter.SearchOrder), json.FoundArticle),
        ["articles", var id] => Latest(id, json.Article),
        ["articles", var id, "versions"] => Latest(id, (article, _) => json.Versions(article)),
        ["articles", var id, "versions", var number] => Version(id, number, json.Article),
        ["articles", var id, "files"] => Latest(id, Files(request)),
        ["articles", var id, "versions", var number, "files"] => Version(id, number, Files(request)),
        ["articles", var id, "versions", var number, "embargo"] =>
            Version(id, number, (article, _) => FigshareJson.Embargo(article)),
        ["articles", var id, "versions", var number, "confidentiality"] =>
            Version(id, number, (article, _) => FigshareJson.Confidentiality(article)),
        ["articles", var id, "files", var fileId] => File(id, fileId),
        _ => JsonResponse.UnknownRoute(),
    };

    private IReadOnlyList<SimulatedArticle> Find(ApiRequest request, string defaultOrder) =>
        ArticleFilter.Find(catalog, catalog.PublicArticles(), request.Parameters, defaultOrder);

    private SimulatedArticle Article(string id) =>
        catalog.FindArticle(RequestTarget.ReadId(id, "Article ID")) is SimulatedArticle { IsPublic: true } article
            ? article
            : throw ApiRefusal.NotFound("article");

    private JsonResponse Latest(string id, Func<SimulatedArticle, SimulatedVersion, JsonNode> render)
    {
        SimulatedArticle article = Article(id);
        return JsonResponse.Ok(render(article, article.Latest), article.Modified);
    }

    private JsonResponse Version(
        string id, string number, Func<SimulatedArticle, SimulatedVersion, JsonNode> render)
    {
        SimulatedArticle article = Article(id);
        long wanted = RequestTarget.ReadId(number, "Version number");
        SimulatedVersion version = article.Versions.FirstOrDefault(version => version.Number == wanted)
            ?? throw ApiRefusal.NotFound("ArticleVersion");
        return JsonResponse.Ok(render(article, version), article.Modified);
    }

    private JsonResponse File(string id, string fileId)
    {
        SimulatedArticle article = Article(id);
        SimulatedFile? file = article.HidesFiles
            ? null
            : article.Latest.Files.FirstOrDefault(file => file.Id == RequestTarget.ParseId(fileId));
        return file is null ? JsonResponse.EntityNotFound("file") : JsonResponse.Ok(json.File(file), article.Modified);
    }

    // What a list of hidden files looks like is not documented; an empty one says the least.
    private Func<SimulatedArticle, SimulatedVersion, JsonNode> Files(ApiRequest request)
    {
        Paging paging = Paging.Of(request.Parameters);
        return (article, version) => json.Files(article.HidesFiles ? [] : paging.Of(version.Files));
    }
}
