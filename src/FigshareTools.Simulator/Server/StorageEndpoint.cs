using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FigshareTools.Simulator;

/// <summary>The bucket with the bytes, behaving as S3 does.</summary>
internal sealed class StorageEndpoint(
    SimulatedCatalog catalog, PresignedUrls presignedUrls, FaultPlan faults, SimulatorOptions options)
{
    private const int BufferSize = 256 * 1024;

    public Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        // Seen whenever a client carries its Figshare token over the redirect.
        if (context.Request.Headers.ContainsKey(HeaderNames.Authorization))
        {
            return new S3Error("InvalidArgument", "Unsupported Authorization Type")
                .ToReply(StatusCodes.Status400BadRequest)
                .WriteAsync(context);
        }

        if (presignedUrls.Check(context.Request) is S3Error refusal)
        {
            return refusal.ToReply(StatusCodes.Status403Forbidden).WriteAsync(context);
        }

        return target.FileId is long fileId && catalog.FindFile(fileId) is SimulatedFile file
            ? ServeAsync(context, file)
            : new S3Error("NoSuchKey", "The specified key does not exist.")
                .ToReply(StatusCodes.Status404NotFound)
                .WriteAsync(context);
    }

    private async Task ServeAsync(HttpContext context, SimulatedFile file)
    {
        SimulatedContent content = context.Features.Get<Fault>()?.Alter(file.Content) ?? file.Content;
        HttpResponse response = context.Response;
        response.Headers.AcceptRanges = "bytes";
        if (!ByteRange.TryResolve(RangeThatHolds(context.Request, content), content.Length, out ByteRange? range))
        {
            response.Headers.ContentRange = $"bytes */{content.Length}";
            await new S3Error("InvalidRange", "The requested range is not satisfiable")
                .ToReply(StatusCodes.Status416RangeNotSatisfiable)
                .WriteAsync(context);
            return;
        }

        ByteRange part = range ?? new ByteRange(0, content.Length);
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {part.From}-{part.From + part.Length - 1}/{content.Length}";
        }

        response.ContentType = "application/octet-stream";
        response.ContentLength = part.Length;
        response.Headers.ETag = content.ETag;
        response.Headers.ContentDisposition = $"attachment;filename=\"{HeaderSafe(file.Name)}\"";
        context.Features.GetRequiredFeature<WireExchange>().BeginBody(file.Id, part.Length);
        await SendAsync(content, part, BodyOf(context), context.RequestAborted);
    }

    // If-Range with anything but the very same strong tag means: send the whole, the file is another one.
    private static string? RangeThatHolds(HttpRequest request, SimulatedContent content)
    {
        string? ifRange = request.Headers.IfRange;
        string? range = request.Headers.Range;
        return ifRange is null || ifRange == content.ETag ? range : null;
    }

    private Stream BodyOf(HttpContext context)
    {
        Stream body = context.Response.Body;
        if (options.BytesPerSecondPerConnection > 0)
        {
            body = new PacedBody(body, options.BytesPerSecondPerConnection);
        }

        return faults.CurrentHold is BodyHold hold
            ? new InterruptedBody(body, hold.AfterBytes, () => hold.WaitAsync(context.RequestAborted))
            : body;
    }

    private static async Task SendAsync(
        SimulatedContent content, ByteRange part, Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < part.Length;)
            {
                int wanted = (int)Math.Min(BufferSize, part.Length - sent);
                int read = content.Read(part.From + sent, buffer.AsSpan(0, wanted));
                if (read == 0)
                {
                    throw new EndOfStreamException("The content is shorter than it was.");
                }

                await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                sent += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Headers are ASCII: the true name stands in the API only.
    private static string HeaderSafe(string name) =>
        string.Concat(name.Select(c => char.IsAscii(c) && !char.IsControl(c) && c is not ('"' or '\\') ? c : '_'));
}
