using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Sources;

/// <summary>The body of a plate, or of a range of it, while it arrives.</summary>
internal sealed class PlateBody : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Uri _uri;
    private readonly Stream _stream;
    private readonly StallTimer _timer;
    private readonly CancellationTokenRegistration _abort;
    private readonly TimeSpan _stallTimeout;

    private PlateBody(
        HttpResponseMessage response, Uri uri, Stream stream, TimeSpan stallTimeout, StallTimer timer)
    {
        _response = response;
        _uri = uri;
        _stream = stream;
        _stallTimeout = stallTimeout;
        _timer = timer;
        _timer.Pause();
        _abort = _timer.DisposeOnCancel(response);
    }

    /// <summary>Opens the body of a response, and takes over the response.</summary>
    /// <exception cref="EngineException">The connection broke.</exception>
    public static async Task<PlateBody> OpenAsync(
        HttpResponseMessage response, Uri uri, TimeSpan stallTimeout, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.OpenAsync(cancellationToken).ConfigureAwait(false);
            return new PlateBody(
                response, uri, stream, stallTimeout, new StallTimer(stallTimeout, clock, cancellationToken));
        }
        catch (Exception e)
        {
            response.Dispose();
            // A cancellation may have disposed the response just before.
            cancellationToken.ThrowIfCancellationRequested();
            throw FigshareHttp.ConnectionFailed(uri, e);
        }
    }

    public string Host => _uri.Host;

    /// <summary>Whether the body is the requested range, and not the whole file.</summary>
    public bool IsRange => _response.StatusCode == HttpStatusCode.PartialContent;

    /// <summary>The length of the whole file; null when the server does not state it.</summary>
    public long? PlateLength => _response.Content.Headers is var headers && headers.ContentRange is { } range
        ? range.Length
        : headers.ContentLength;

    /// <summary>The file's entity tag, if it is strong. A weak one must not be used in If-Range (RFC 9110).</summary>
    public string? ETag => _response.Headers.ETag is { IsWeak: false, Tag: var tag } ? tag : null;

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>The name in Content-Disposition, else the last part of the address, which lacks some characters.</summary>
    public string FileName => DispositionName.Of(_response.Content.Headers.ContentDisposition)
        ?? Uri.UnescapeDataString(_uri.Segments[_uri.Segments.Length - 1]);

    /// <summary>Reads the bytes that have arrived into a part of a buffer; 0 at the end.</summary>
    /// <exception cref="EngineException">The connection broke or stalled.</exception>
#if NET
    // Each gigabyte takes tens of thousands of reads.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    public async ValueTask<int> ReadAsync(ArraySegment<byte> buffer)
    {
        try
        {
            var read = _stream.ReadSomeAsync(buffer, _timer.Token);
            if (read.IsCompleted)
            {
                return await read.ConfigureAwait(false);
            }

            _timer.Restart();
            var count = await read.ConfigureAwait(false);
            _timer.Pause();
            return count;
        }
        catch (Exception e) when (_timer.HasExpired)
        {
            throw new EngineException(FailureKind.Transient, FigshareErrorId.TransferStalled,
                $"{Host} sent nothing for {_stallTimeout.TotalSeconds:0.#} s",
                "check the network, or allow more with -OperationTimeoutSeconds", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _timer.Token.ThrowIfCancellationRequested();
            throw FigshareHttp.ConnectionFailed(_uri, e);
        }
    }

    public void Dispose()
    {
        _abort.Dispose();
        _timer.Dispose();
        _stream.Dispose();
        _response.Dispose();
    }
}
