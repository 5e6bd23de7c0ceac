using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FigshareTools.Simulator;

/// <summary>
/// Takes each request from the server through the log and the faults to the endpoint it is meant for.
/// </summary>
internal sealed class SimulatorApplication(
    SimulatedCatalog catalog,
    WireLog log,
    FaultInjector faults,
    ApiEndpoint api,
    RedirectEndpoint redirect,
    StorageEndpoint storage) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        RequestTarget target = RequestTarget.Of(
            SimulatorOrigins.Of(context.Features), context.Request.Path.Value ?? "", catalog);
        WireExchange exchange = log.Begin(target, context);
        context.Features.Set(exchange);
        context.Response.OnStarting(() =>
        {
            exchange.Answering(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        context.Response.Body = new MeteredBody(context.Response.Body, exchange);
        try
        {
            await faults.InvokeAsync(context, target, EndpointOf(target));

            // An answer without a body is begun by the server, after this.
            exchange.Answering(context.Response.StatusCode);
        }
        catch (OperationCanceledException)
        {
            // The connection is gone, by the client's will or by a fault's.
            context.Abort();
        }
        finally
        {
            exchange.Complete();
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private RequestDelegate EndpointOf(RequestTarget target) => target switch
    {
        { Point: FaultPoint.Storage } => context => storage.InvokeAsync(context, target),
        { Point: FaultPoint.Redirect } or { Point: FaultPoint.Downloader, FileId: not null } =>
            context => redirect.InvokeAsync(context, target),
        _ => context => api.InvokeAsync(context, target),
    };
}
