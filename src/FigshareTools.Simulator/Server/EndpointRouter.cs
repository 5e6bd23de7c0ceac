using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>Selects the endpoint for a request.</summary>
internal sealed class EndpointRouter(ApiEndpoint api, RedirectEndpoint redirect, StorageEndpoint storage)
{
    public RequestDelegate Route(RequestTarget target) => target switch
    {
        { Point: FaultPoint.Storage } => context => storage.InvokeAsync(context, target),
        { Point: FaultPoint.Redirect } or { Point: FaultPoint.Downloader, FileId: not null } =>
            context => redirect.InvokeAsync(context, target),
        _ => context => api.InvokeAsync(context, target),
    };
}
