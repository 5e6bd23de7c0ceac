using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>Bytes of a plate on their way, from <see cref="Offset"/> on.</summary>
internal sealed class PlateBody : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Uri _uri;
    private readonly Stream _stream;
    private readonly StallWatch _watch;
    private readonly CancellationTokenRegistration _abort;
    private readonly TimeSpan _stallLimit;

    private PlateBody(
        HttpResponseMessage response, Uri uri, Stream stream, long offset, TimeSpan stallLimit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        _response = response;
        _uri = uri;
        _stream = stream;
        _stallLimit = stallLimit;
        Offset = offset;
        _watch = new StallWatch(stallLimit, clock, cancellationToken);
        _watch.Pause();
        _abort = _watch.AbortOnCancel(response);
    }

    public static async Task<PlateBody> OpenAsync(
        HttpResponseMessage response, Uri uri, long offset, TimeSpan stallLimit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var stream = await response.Content.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new PlateBody(response, uri, stream, offset, stallLimit, clock, cancellationToken);
    }

    /// <summary>Where in the file the first byte belongs.</summary>
    public long Offset { get; }

    public string Host => _uri.Host;

    /// <summary>Whether it is the part that was asked for, and not the whole.</summary>
    public bool IsPart => _response.StatusCode == HttpStatusCode.PartialContent;

    /// <summary>The whole file's length, if the server tells.</summary>
    public long? Total => _response.Content.Headers is var headers && headers.ContentRange is { } range
        ? range.Length
        : headers.ContentLength;

    /// <summary>The file's entity tag, if it may be used in If-Range (RFC 9110: strong ones only).</summary>
    public string? ETag => _response.Headers.ETag is { IsWeak: false, Tag: var tag } ? tag : null;

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>The name that the storage attaches, else the one in the address, which lacks some characters.</summary>
    public string FileName => _response.Content.Headers.ContentDisposition is { } disposition
        && (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') is { Length: > 0 } name
            ? name
            : Uri.UnescapeDataString(_uri.Segments[_uri.Segments.Length - 1]);

    /// <summary>Reads what has come into a part of a buffer; 0 at the end.</summary>
    /// <exception cref="TransferFailure">The connection broke or went silent.</exception>
#if NET
    // Tens of thousands of these are in every gigabyte.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    public async ValueTask<int> ReadAsync(ArraySegment<byte> part)
    {
        try
        {
            var read = _stream.ReadSomeAsync(part, _watch.Token);
            if (read.IsCompleted)
            {
                return await read.ConfigureAwait(false);
            }

            _watch.Restart();
            var count = await read.ConfigureAwait(false);
            _watch.Pause();
            return count;
        }
        catch (Exception e) when (_watch.Expired)
        {
            throw new TransferFailure(AnswerAction.Retry, FigshareErrorId.TransferStalled,
                $"{Host} sent nothing for {_stallLimit.TotalSeconds:0.#} s",
                "check the network, or allow more with -OperationTimeoutSeconds", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _watch.Token.ThrowIfCancellationRequested();
            throw FigshareHttp.NoConnection(_uri, e);
        }
    }

    public void Dispose()
    {
        _abort.Dispose();
        _watch.Dispose();
        _stream.Dispose();
        _response.Dispose();
    }
}
