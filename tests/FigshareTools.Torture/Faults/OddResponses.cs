using System;
using System.IO.Compression;
using System.Linq;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Torture.Faults;

/// <summary>Responses of storages and proxies that are no errors by their status.</summary>
internal static class OddResponses
{
    /// <summary>A text with a status and a media type of its own, and a length that is right for it.</summary>
    public static Fault Text(int status, string mediaType, string text) => Fault.Custom(FaultPoint.Storage, (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        return context.Response.WriteAsync(text, context.RequestAborted);
    });

    /// <summary>The right response with a header of another value; null removes the header.</summary>
    public static Fault Header(string name, Func<string, string?> change) =>
        Fault.Custom(FaultPoint.Storage, (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                if (headers.TryGetValue(name, out var value))
                {
                    headers[name] = change(value.ToString());
                }

                return Task.CompletedTask;
            });
            return next();
        });

    /// <summary>The right bytes in gzip encoding, as a proxy sends them that compresses everything.</summary>
    public static Fault Gzip() => Fault.Custom(FaultPoint.Storage, async (context, next) =>
    {
        var response = context.Response;
        response.OnStarting(() =>
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = null;
            return Task.CompletedTask;
        });
        var plain = response.Body;
        var encoded = new GZipStream(plain, CompressionLevel.Fastest, leaveOpen: true);
        await using (encoded)
        {
            response.Body = encoded;
            await next();
        }

        response.Body = plain;
    });

    /// <summary>A request for a range is answered by the range that begins a byte later.</summary>
    public static Fault ShiftedRange() => Fault.Custom(FaultPoint.Storage, (context, next) =>
    {
        if (RangeHeaderValue.TryParse(context.Request.Headers.Range, out var range) && range.Ranges.Single().From is { } from)
        {
            context.Request.Headers.Range = new RangeHeaderValue(from + 1, range.Ranges.Single().To + 1).ToString();
        }

        return next();
    });

    /// <summary>A request for a range is answered as if the file ended before it.</summary>
    public static Fault RangeNotSatisfiable() => Fault.Custom(FaultPoint.Storage, (context, next) =>
    {
        if (context.Request.Headers.Range.Count == 0)
        {
            return next();
        }

        context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    });
}
