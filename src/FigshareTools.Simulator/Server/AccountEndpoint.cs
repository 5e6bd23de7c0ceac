using System.Linq;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>The endpoints for the owner of a token: the token, and the account's articles, including drafts.</summary>
internal sealed class AccountEndpoint(SimulatedCatalog catalog, FigshareJson json, PagedLists lists)
{
    public JsonResponse Respond(ApiRequest request) => request.Path switch
    {
        ["token"] => Token(request),
        ["account", "articles"] => List(request, Account(request)),
        ["account", "articles", "search"] => Search(request, Account(request)),
        ["account", "articles", var id] => Complete(Article(Account(request), id)),
        ["account", "articles", var id, "files"] => Files(request, Article(Account(request), id)),
        ["account", "articles", var id, "files", var fileId] => File(Article(Account(request), id), fileId),
        _ => JsonResponse.UnknownRoute(),
    };

    private JsonResponse Token(ApiRequest request)
    {
        if (string.IsNullOrEmpty(request.Token))
        {
            return JsonResponse.BadRequest("An access token is required");
        }

        return new JsonResponse(StatusCodes.Status200OK, FigshareJson.RenderToken(KnownAccount(request)));
    }

    // docs/api/index.md documents 401 for a missing or invalid token. The official definition of 2026-07 has 403 only,
    // and 403 was seen in practice (ITC-CRIB/fairly issue 12, 2022-10).
    private SimulatedAccount KnownAccount(ApiRequest request) =>
        !string.IsNullOrEmpty(request.Token) && catalog.FindAccount(request.Token) is SimulatedAccount account
            ? account
            : throw ApiErrorException.Forbidden("Invalid access token");

    private SimulatedAccount Account(ApiRequest request) => KnownAccount(request) is { IsPermitted: true } account
        ? account
        : throw ApiErrorException.Forbidden("You do not have the permission to perform this action.");

    // docs/api/index.md: 404 "is also returned if you try to access a resource on which you don't have a read
    // permission".
    private SimulatedArticle Article(SimulatedAccount account, string id) =>
        catalog.FindArticle(RequestTarget.RequireId(id, "Article ID")) is SimulatedArticle article
        && article.Owner == account
            ? article
            : throw ApiErrorException.NotFound("article");

    private JsonResponse List(ApiRequest request, SimulatedAccount account) => new(
        StatusCodes.Status200OK,
        FigshareJson.ToArray(Paging.Parse(request.Parameters)
            .Apply(ListFilter.Apply(catalog.ArticlesOf(account), new RequestParameters(), ListFilter.ListOrder))
            .Select(json.RenderArticleSummary)));

    private JsonResponse Search(ApiRequest request, SimulatedAccount account) => lists.Page(
        request,
        () => ArticleFilter.Apply(
            catalog, catalog.ArticlesOf(account), request.Parameters, ListFilter.SearchOrder),
        json.RenderSearchResult);

    private JsonResponse Complete(SimulatedArticle article) =>
        JsonResponse.Ok(json.RenderPrivateArticle(article), article.Modified);

    private JsonResponse Files(ApiRequest request, SimulatedArticle article) => JsonResponse.Ok(
        FigshareJson.ToArray(Paging.Parse(request.Parameters)
            .Apply(article.Latest.Files)
            .Select(file => json.RenderPrivateFile(article, file))),
        article.Modified);

    private JsonResponse File(SimulatedArticle article, string fileId) =>
        article.Latest.Files.FirstOrDefault(file => file.Id == RequestTarget.ParseId(fileId)) is SimulatedFile file
            ? JsonResponse.Ok(json.RenderPrivateFile(article, file), article.Modified)
            : JsonResponse.EntityNotFound("file");
}
