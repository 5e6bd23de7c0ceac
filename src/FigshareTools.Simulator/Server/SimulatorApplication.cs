using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FigshareTools.Simulator;

/// <summary>
/// Passes each request of the server to the log, the fault injector and the endpoint.
/// </summary>
internal sealed class SimulatorApplication(
    SimulatedCatalog catalog, WireLog log, FaultInjector faults, EndpointRouter router) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        RequestTarget target = RequestTarget.Parse(
            SimulatorOrigins.Of(context.Features), context.Request.Path.Value ?? "", catalog);
        var exchange = log.Begin(target, context);
        context.Features.Set(exchange);
        context.Response.OnStarting(() =>
        {
            exchange.StartResponse(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        context.Response.Body = new MeteredBody(context.Response.Body, exchange);
        try
        {
            await faults.InvokeAsync(context, target, router.Route(target));

            // The server starts a response without a body only after this method.
            exchange.StartResponse(context.Response.StatusCode);
        }
        catch (OperationCanceledException)
        {
            // The client or a fault has closed the connection.
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
}
