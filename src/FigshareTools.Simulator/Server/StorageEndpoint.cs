using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FigshareTools.Simulator;

/// <summary>Serves the bytes of files like an S3 bucket.</summary>
internal sealed class StorageEndpoint(
    SimulatedCatalog catalog, PresignedUrlSigner urlSigner, FaultPlan faults, SimulatorOptions options)
{
    private const int BufferSize = 256 * 1024;

    public Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        // S3 responds like this to a client that sends its Figshare token to the redirect's target.
        if (context.Request.Headers.ContainsKey(HeaderNames.Authorization))
        {
            return new S3Error("InvalidArgument", "Unsupported Authorization Type")
                .ToResponse(StatusCodes.Status400BadRequest)
                .WriteAsync(context);
        }

        if (urlSigner.Verify(context.Request) is S3Error error)
        {
            return error.ToResponse(StatusCodes.Status403Forbidden).WriteAsync(context);
        }

        return target.FileId is long fileId && catalog.FindFile(fileId) is SimulatedFile file
            ? ServeAsync(context, file)
            : new S3Error("NoSuchKey", "The specified key does not exist.")
                .ToResponse(StatusCodes.Status404NotFound)
                .WriteAsync(context);
    }

    private async Task ServeAsync(HttpContext context, SimulatedFile file)
    {
        var content = context.Features.Get<Fault>()?.Alter(file.Content) ?? file.Content;
        var response = context.Response;
        response.Headers.AcceptRanges = "bytes";
        if (!ByteRange.TryResolve(EffectiveRange(context.Request, file, content), content.Length, out var range))
        {
            response.Headers.ContentRange = $"bytes */{content.Length}";
            await new S3Error("InvalidRange", "The requested range is not satisfiable")
                .ToResponse(StatusCodes.Status416RangeNotSatisfiable)
                .WriteAsync(context);
            return;
        }

        var part = range ?? new ByteRange(0, content.Length);
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {part.FirstByte}-{part.LastByte}/{content.Length}";
        }

        response.ContentType = "application/octet-stream";
        response.ContentLength = part.Length;
        SetValidator(response, file, content);
        response.Headers.ContentDisposition = $"attachment;filename=\"{HeaderSafe(file.Name)}\"";
        context.Features.GetRequiredFeature<WireExchange>().BeginBody(file.Id, part.Length);
        await SendAsync(content, part, BodyOf(context), context.RequestAborted);
    }

    private static void SetValidator(HttpResponse response, SimulatedFile file, SimulatedContent content)
    {
        switch (file.Validator)
        {
            case SimulatedValidator.EntityTag:
                response.Headers.ETag = content.ETag;
                break;

            case SimulatedValidator.WeakEntityTag:
                response.Headers.ETag = $"W/{content.ETag}";
                break;

            case SimulatedValidator.LastModified:
                response.Headers.LastModified = DateOf(file);
                break;
        }
    }

    // If the If-Range header is not the file's strong validator, the file has changed and is sent completely.
    private static string? EffectiveRange(HttpRequest request, SimulatedFile file, SimulatedContent content)
    {
        string? ifRange = request.Headers.IfRange;
        string? range = request.Headers.Range;
        var validator = file.Validator == SimulatedValidator.LastModified ? DateOf(file) : content.ETag;
        return ifRange is null || ifRange == validator ? range : null;
    }

    private static string DateOf(SimulatedFile file) => file.LastModified.ToString("R", CultureInfo.InvariantCulture);

    private Stream BodyOf(HttpContext context)
    {
        var body = context.Response.Body;
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
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < part.Length;)
            {
                var wanted = (int)Math.Min(BufferSize, part.Length - sent);
                var read = content.Read(part.FirstByte + sent, buffer.AsSpan(0, wanted));
                if (read == 0)
                {
                    throw new EndOfStreamException("The content is shorter than its length.");
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

    // Headers contain ASCII only. The API has the original name.
    private static string HeaderSafe(string name) =>
        string.Concat(name.Select(c => char.IsAscii(c) && !char.IsControl(c) && c is not ('"' or '\\') ? c : '_'));
}
