using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>The JSON endpoints of API v2 that a downloader needs.</summary>
internal sealed class ApiEndpoint(SimulatedCatalog catalog, FigshareJson json)
{
    public Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        IQueryCollection query = context.Request.Query;
        JsonAnswer answer = HttpMethods.IsGet(context.Request.Method)
            ? Route(target.Segments, query)
            : JsonAnswer.Error(StatusCodes.Status405MethodNotAllowed, "Method not allowed", "MethodNotAllowed");
        return answer.WriteAsync(context);
    }

    private JsonAnswer Route(string[] segments, IQueryCollection query) => segments switch
    {
        ["v2", "articles", var id] => Latest(id, json.Article),
        ["v2", "articles", var id, "versions"] => Latest(id, (article, _) => json.Versions(article)),
        ["v2", "articles", var id, "versions", var number] => Version(id, number, json.Article),
        ["v2", "articles", var id, "files"] => Paged(query, paging => Latest(id, Files(paging))),
        ["v2", "articles", var id, "versions", var number, "files"] =>
            Paged(query, paging => Version(id, number, Files(paging))),
        ["v2", "articles", var id, "files", var fileId] => File(id, fileId),
        _ => JsonAnswer.UnknownRoute(),
    };

    private JsonAnswer Article(string id, Func<SimulatedArticle, JsonAnswer> answer)
    {
        if (RequestTarget.ParseId(id) is not long articleId)
        {
            return JsonAnswer.BadRequest("Article ID must be an integer and bigger than 0.");
        }

        SimulatedArticle? article = catalog.FindArticle(articleId);
        return article is null ? JsonAnswer.EntityNotFound("article") : answer(article);
    }

    private JsonAnswer Latest(string id, Func<SimulatedArticle, SimulatedVersion, JsonNode> render) =>
        Article(id, article => JsonAnswer.Ok(render(article, article.Latest), article.Modified));

    private JsonAnswer Version(
        string id, string number, Func<SimulatedArticle, SimulatedVersion, JsonNode> render) =>
        Article(id, article => RequestTarget.ParseId(number) switch
        {
            null => JsonAnswer.BadRequest("Version number must be an integer and bigger than 0."),
            <= int.MaxValue and long wanted when article.FindVersion((int)wanted) is SimulatedVersion version =>
                JsonAnswer.Ok(render(article, version), article.Modified),
            _ => JsonAnswer.EntityNotFound("ArticleVersion"),
        });

    private JsonAnswer File(string id, string fileId) => Article(id, article =>
    {
        SimulatedFile? file = article.HidesFiles
            ? null
            : article.Latest.Files.FirstOrDefault(file => file.Id == RequestTarget.ParseId(fileId));
        return file is null ? JsonAnswer.EntityNotFound("file") : JsonAnswer.Ok(json.File(file), article.Modified);
    });

    // What a list of hidden files looks like is not documented; an empty one says the least.
    private Func<SimulatedArticle, SimulatedVersion, JsonNode> Files(Paging paging) => (article, version) =>
        json.Files(article.HidesFiles ? [] : paging.Of(version.Files));

    // 422 as the definition words it: "Syntax is correct but one of the parameters isn't correctly processed".
    private static JsonAnswer Paged(IQueryCollection query, Func<Paging, JsonAnswer> answer) =>
        Paging.TryParse(query, out Paging paging, out string error)
            ? answer(paging)
            : JsonAnswer.Error(StatusCodes.Status422UnprocessableEntity, error, "UnprocessableEntity");
}
