using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FigshareTools.Simulator;

/// <summary>
/// Stands between the server and an endpoint, and makes go wrong what the <see cref="FaultPlan"/> asks for.
/// </summary>
internal sealed class FaultInjector(FaultPlan plan)
{
    public Task InvokeAsync(HttpContext context, RequestTarget target, RequestDelegate endpoint) =>
        plan.Take(target) is Fault fault ? ApplyAsync(fault, context, endpoint) : endpoint(context);

    private async Task ApplyAsync(Fault fault, HttpContext context, RequestDelegate endpoint)
    {
        switch (fault.Kind)
        {
            case FaultKind.Response:
                await fault.Reply!.WriteAsync(context);
                return;

            case FaultKind.Drop:
                await ResetAsync(context);
                return;

            case FaultKind.NoResponse:
                await plan.StandStillAsync(context.RequestAborted);
                break;

            case FaultKind.Reset:
                await InterruptAsync(context, fault, endpoint, () => ResetAsync(context));
                return;

            case FaultKind.Close:
                await InterruptAsync(context, fault, endpoint, () => CloseAsync(context));
                return;

            case FaultKind.Stall:
                await InterruptAsync(context, fault, endpoint, () => plan.StandStillAsync(context.RequestAborted));
                return;

            case FaultKind.ShortBody:
                LeaveLengthOut(context.Response);
                context.Response.Body = new ShortBody(context.Response.Body, fault.Bytes);
                break;

            case FaultKind.NoContentLength:
                LeaveLengthOut(context.Response);
                break;

            case FaultKind.IgnoreRange:
                context.Request.Headers.Remove(HeaderNames.Range);
                break;

            case FaultKind.WrongRange:
                context.Request.Headers.Range = ByteRange.Beside(context.Request.Headers.Range);
                break;

            case FaultKind.WrongLength or FaultKind.WrongBytes:
                // The storage endpoint alone knows the content: it asks the fault to alter it.
                context.Features.Set(fault);
                break;

            default:
                throw new UnreachableException($"Nothing is known about {fault.Kind}.");
        }

        await endpoint(context);
    }

    private static async Task InterruptAsync(
        HttpContext context, Fault fault, RequestDelegate endpoint, Func<Task> interrupt)
    {
        context.Response.Body = new InterruptedBody(context.Response.Body, fault.Bytes, interrupt);
        await endpoint(context);

        // A redirect, for one, has no body to be interrupted.
        if (!context.Response.HasStarted)
        {
            await interrupt();
        }
    }

    private static Task ResetAsync(HttpContext context)
    {
        // Whoever sees the reset may be back before this request is put away.
        context.Features.GetRequiredFeature<WireExchange>().EndBody();
        context.Abort();
        return Task.FromCanceled(new CancellationToken(canceled: true));
    }

    private static async Task CloseAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<WireExchange>().EndBody();
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);

        // The client has to be given the time to read what is on its way to it, and closes its side then.
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    private static void LeaveLengthOut(HttpResponse response) => response.OnStarting(() =>
    {
        response.ContentLength = null;
        return Task.CompletedTask;
    });
}
