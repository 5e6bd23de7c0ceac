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
/// Runs between the server and an endpoint, and causes the faults of the <see cref="FaultPlan"/>.
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
                await fault.Response!.WriteAsync(context);
                return;

            case FaultKind.Custom:
                await fault.Apply!(context, () => endpoint(context));
                return;

            case FaultKind.Drop:
                await ResetAsync(context);
                return;

            case FaultKind.NoResponse:
                await plan.StallAsync(context.RequestAborted);
                break;

            case FaultKind.Reset:
                await InterruptAsync(context, fault, endpoint, () => ResetAsync(context));
                return;

            case FaultKind.Close:
                await InterruptAsync(context, fault, endpoint, () => CloseAsync(context));
                return;

            case FaultKind.Stall:
                await InterruptAsync(context, fault, endpoint, () => plan.StallAsync(context.RequestAborted));
                return;

            case FaultKind.Drip:
                context.Response.Body = new PacedBody(context.Response.Body, fault.Bytes);
                break;

            case FaultKind.ShortBody or FaultKind.NoContentLength or FaultKind.Encoded:
                ChangeResponse(fault, context.Response);
                break;

            case FaultKind.IgnoreRange:
                context.Request.Headers.Remove(HeaderNames.Range);
                break;

            case FaultKind.WrongRange:
                context.Request.Headers.Range = ByteRange.ShiftByOneByte(context.Request.Headers.Range);
                break;

            case FaultKind.WrongLength or FaultKind.WrongBytes or FaultKind.NewEntityTag:
                // The storage endpoint reads this feature and lets the fault change the content.
                context.Features.Set(fault);
                break;

            default:
                throw new UnreachableException($"Unknown fault kind {fault.Kind}.");
        }

        await endpoint(context);
    }

    private static void ChangeResponse(Fault fault, HttpResponse response)
    {
        switch (fault.Kind)
        {
            case FaultKind.ShortBody:
                OmitContentLength(response);
                response.Body = new TruncatedBody(response.Body, fault.Bytes);
                break;

            case FaultKind.NoContentLength:
                OmitContentLength(response);
                break;

            default:
                response.Headers.ContentEncoding = "gzip";
                break;
        }
    }

    private static async Task InterruptAsync(
        HttpContext context, Fault fault, RequestDelegate endpoint, Func<Task> interrupt)
    {
        context.Response.Body = new InterruptedBody(context.Response.Body, fault.Bytes, interrupt);
        await endpoint(context);

        // A response without a body, such as a redirect, is interrupted before its headers.
        if (!context.Response.HasStarted)
        {
            await interrupt();
        }
    }

    private static Task ResetAsync(HttpContext context)
    {
        // Recorded before the reset, because the client may send its next request before this request completes.
        context.Features.GetRequiredFeature<WireExchange>().EndBody();
        context.Abort();
        return Task.FromCanceled(new CancellationToken(canceled: true));
    }

    private static async Task CloseAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<WireExchange>().EndBody();
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);

        // Waits until the client has read all bytes in transit and closes its side of the connection.
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    private static void OmitContentLength(HttpResponse response) => response.OnStarting(() =>
    {
        response.ContentLength = null;
        return Task.CompletedTask;
    });
}
