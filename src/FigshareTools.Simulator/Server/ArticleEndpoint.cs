using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <summary>The endpoints for public articles. Articles that are not published get 404.</summary>
internal sealed class ArticleEndpoint(SimulatedCatalog catalog, FigshareJson json, PagedLists lists)
{
    public JsonResponse Respond(ApiRequest request) => request.Path switch
    {
        ["articles"] => lists.Page(request, () => Find(request, ListFilter.ListOrder), json.RenderArticleSummary),
        ["articles", "search"] =>
            lists.Page(request, () => Find(request, ListFilter.SearchOrder), json.RenderSearchResult),
        ["articles", var id] => Latest(id, json.RenderArticle),
        ["articles", var id, "versions"] => Latest(id, (article, _) => json.RenderVersions(article)),
        ["articles", var id, "versions", var number] => Version(id, number, json.RenderArticle),
        ["articles", var id, "files"] => Latest(id, Files(request)),
        ["articles", var id, "versions", var number, "files"] => Version(id, number, Files(request)),
        ["articles", var id, "versions", var number, "embargo"] =>
            Version(id, number, (article, _) => FigshareJson.RenderEmbargo(article)),
        ["articles", var id, "versions", var number, "confidentiality"] =>
            Version(id, number, (article, _) => FigshareJson.RenderConfidentiality(article)),
        ["articles", var id, "files", var fileId] => File(id, fileId),
        _ => JsonResponse.UnknownRoute(),
    };

    private IReadOnlyList<SimulatedArticle> Find(ApiRequest request, string defaultOrder) =>
        ArticleFilter.Apply(catalog, catalog.PublicArticles(), request.Parameters, defaultOrder);

    private SimulatedArticle Article(string id) =>
        catalog.FindArticle(RequestTarget.RequireId(id, "Article ID")) is SimulatedArticle { IsPublic: true } article
            ? article
            : throw ApiErrorException.NotFound("article");

    private JsonResponse Latest(string id, Func<SimulatedArticle, SimulatedVersion, JsonNode> render)
    {
        var article = Article(id);
        return JsonResponse.Ok(render(article, article.Latest), article.Modified);
    }

    private JsonResponse Version(
        string id, string number, Func<SimulatedArticle, SimulatedVersion, JsonNode> render)
    {
        var article = Article(id);
        var wanted = RequestTarget.RequireId(number, "Version number");
        SimulatedVersion version = article.Versions.FirstOrDefault(version => version.Number == wanted)
            ?? throw ApiErrorException.NotFound("ArticleVersion");
        return JsonResponse.Ok(render(article, version), article.Modified);
    }

    private JsonResponse File(string id, string fileId)
    {
        var article = Article(id);
        SimulatedFile? file = article.HidesFiles
            ? null
            : article.Latest.Files.FirstOrDefault(file => file.Id == RequestTarget.ParseId(fileId));
        return file is null
            ? JsonResponse.EntityNotFound("file")
            : JsonResponse.Ok(json.RenderFile(file), article.Modified);
    }

    // The list of hidden files is not documented. An empty list assumes the least.
    private Func<SimulatedArticle, SimulatedVersion, JsonNode> Files(ApiRequest request)
    {
        Paging paging = Paging.Parse(request.Parameters);
        return (article, version) => json.RenderFiles(article.HidesFiles ? [] : paging.Apply(version.Files));
    }
}
