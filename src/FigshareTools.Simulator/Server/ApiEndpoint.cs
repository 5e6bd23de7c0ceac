using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>The JSON endpoints of API v2 that a downloader needs.</summary>
internal sealed class ApiEndpoint(
    ArticleEndpoint articles, CollectionEndpoint collections, ProjectEndpoint projects, AccountEndpoint account)
{
    public async Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        JsonResponse answer;
        try
        {
            answer = target is { Point: FaultPoint.Api, Segments: ["v2", .. var path] }
                ? await AnswerAsync(context.Request, path)
                : JsonResponse.UnknownRoute();
        }
        catch (ApiRefusal refusal)
        {
            answer = refusal.Answer;
        }

        await answer.WriteAsync(context);
    }

    private async Task<JsonResponse> AnswerAsync(HttpRequest request, string[] path)
    {
        bool isAllowed = path is [.., "search"]
            ? HttpMethods.IsPost(request.Method)
            : HttpMethods.IsGet(request.Method);
        return isAllowed
            ? Answer(await ApiRequest.ReadAsync(request, path))
            : JsonResponse.Error(StatusCodes.Status405MethodNotAllowed, "Method not allowed", "MethodNotAllowed");
    }

    private JsonResponse Answer(ApiRequest request) => request.Path switch
    {
        ["articles", ..] => articles.Answer(request),
        ["collections", ..] => collections.Answer(request),
        ["projects", ..] => projects.Answer(request),
        ["account", ..] or ["token"] => account.Answer(request),
        _ => JsonResponse.UnknownRoute(),
    };
}
