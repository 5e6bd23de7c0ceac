using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>Routes requests to the JSON endpoints of API v2 that a downloader needs.</summary>
internal sealed class ApiEndpoint(
    ArticleEndpoint articles, CollectionEndpoint collections, ProjectEndpoint projects, AccountEndpoint account)
{
    public async Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        JsonResponse response;
        try
        {
            response = target is { Point: FaultPoint.Api, Segments: ["v2", .. var path] }
                ? await RespondAsync(context.Request, path)
                : JsonResponse.UnknownRoute();
        }
        catch (ApiErrorException error)
        {
            response = error.Response;
        }

        await response.WriteAsync(context);
    }

    private async Task<JsonResponse> RespondAsync(HttpRequest request, string[] path)
    {
        var isAllowed = path is [.., "search"]
            ? HttpMethods.IsPost(request.Method)
            : HttpMethods.IsGet(request.Method);
        return isAllowed
            ? Respond(await ApiRequest.ReadAsync(request, path))
            : JsonResponse.Error(StatusCodes.Status405MethodNotAllowed, "Method not allowed", "MethodNotAllowed");
    }

    private JsonResponse Respond(ApiRequest request) => request.Path switch
    {
        ["articles", ..] => articles.Respond(request),
        ["collections", ..] => collections.Respond(request),
        ["projects", ..] => projects.Respond(request),
        ["account", ..] or ["token"] => account.Respond(request),
        _ => JsonResponse.UnknownRoute(),
    };
}
