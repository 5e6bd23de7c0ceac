using System.Linq;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>What the owner of a token sees: the token itself, and the articles of the account, drafts too.</summary>
internal sealed class AccountEndpoint(SimulatedCatalog catalog, FigshareJson json, Listing listing)
{
    public JsonResponse Answer(ApiRequest request) => request.Path switch
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

        return new JsonResponse(StatusCodes.Status200OK, FigshareJson.Token(KnownAccount(request)));
    }

    // The prose of docs/api/index.md has 401 for a missing or unknown token; the official definition of 2026-07 knows
    // 403 only, and 403 is what was seen without a valid one (ITC-CRIB/fairly issue 12, 2022-10).
    private SimulatedAccount KnownAccount(ApiRequest request) =>
        !string.IsNullOrEmpty(request.Token) && catalog.FindAccount(request.Token) is SimulatedAccount account
            ? account
            : throw ApiRefusal.Forbidden("Invalid access token");

    private SimulatedAccount Account(ApiRequest request) => KnownAccount(request) is { IsPermitted: true } account
        ? account
        : throw ApiRefusal.Forbidden("You do not have the permission to perform this action.");

    // 404 "is also returned if you try to access a resource on which you don't have a read permission" (the same).
    private SimulatedArticle Article(SimulatedAccount account, string id) =>
        catalog.FindArticle(RequestTarget.ReadId(id, "Article ID")) is SimulatedArticle article
        && article.Owner == account
            ? article
            : throw ApiRefusal.NotFound("article");

    private JsonResponse List(ApiRequest request, SimulatedAccount account) => new(
        StatusCodes.Status200OK,
        FigshareJson.Array(Paging.Of(request.Parameters)
            .Of(ListFilter.Find(catalog.ArticlesOf(account), new RequestParameters(), ListFilter.ListOrder))
            .Select(json.ListedArticle)));

    private JsonResponse Search(ApiRequest request, SimulatedAccount account) => listing.Page(
        request,
        () => ArticleFilter.Find(
            catalog, catalog.ArticlesOf(account), request.Parameters, ListFilter.SearchOrder),
        json.FoundArticle);

    private JsonResponse Complete(SimulatedArticle article) =>
        JsonResponse.Ok(json.PrivateArticle(article), article.Modified);

    private JsonResponse Files(ApiRequest request, SimulatedArticle article) => JsonResponse.Ok(
        FigshareJson.Array(Paging.Of(request.Parameters)
            .Of(article.Latest.Files)
            .Select(file => json.PrivateFile(article, file))),
        article.Modified);

    private JsonResponse File(SimulatedArticle article, string fileId) =>
        article.Latest.Files.FirstOrDefault(file => file.Id == RequestTarget.ParseId(fileId)) is SimulatedFile file
            ? JsonResponse.Ok(json.PrivateFile(article, file), article.Modified)
            : JsonResponse.EntityNotFound("file");
}
