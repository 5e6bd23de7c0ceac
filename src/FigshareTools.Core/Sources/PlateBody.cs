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
    private readonly SpeedMeter _speed;

    private PlateBody(
        HttpResponseMessage response, Uri uri, Stream stream, SpeedMeter speed, StallTimer timer)
    {
        _response = response;
        _uri = uri;
        _stream = stream;
        _speed = speed;
        _timer = timer;
        _timer.Pause();
    }

    /// <summary>The entity tag of a response, if it is strong. A weak one must not be used in If-Range (RFC 9110).</summary>
    public static string? StrongTagOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false, Tag: var tag } ? tag : null;

    /// <summary>Opens the body of a response, and takes over the response.</summary>
    /// <exception cref="EngineException">The connection broke.</exception>
    public static async Task<PlateBody> OpenAsync(
        HttpResponseMessage response, Uri uri, TransferLimits limits, TimeProvider clock,
        CancellationToken cancellationToken, TimeSpan responseTime = default)
    {
        try
        {
            var stream = await response.Content.OpenAsync(cancellationToken).ConfigureAwait(false);
            return new PlateBody(
                response, uri, stream, new SpeedMeter(limits, clock),
                new StallTimer(limits.StallTimeout, clock, cancellationToken))
            {
                ResponseTime = responseTime,
            };
        }
        catch (Exception e)
        {
            response.Dispose();
            // A cancellation may have disposed the response just before.
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectionFailure.OfHost(uri, e);
        }
    }

    public string Host => _uri.Host;

    /// <summary>How long the response took: a round trip, and two more on a new connection.</summary>
    public TimeSpan ResponseTime { get; init; }

    /// <summary>Whether the body is the requested range, and not the whole file.</summary>
    public bool IsRange => _response.StatusCode == HttpStatusCode.PartialContent;

    /// <summary>The length of the whole file; null when the server does not state it.</summary>
    public long? PlateLength => _response.Content.Headers is var headers && headers.ContentRange is { } range
        ? range.Length
        : headers.ContentLength;

    /// <summary>What identifies the file that the body belongs to.</summary>
    public FileIdentity Identity => new(
        StrongTagOf(_response), FileIdentity.StrongDate(_response.Content.Headers.LastModified, _response.Headers.Date),
        PlateLength);

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>The name in Content-Disposition, else the last part of the address, which lacks some characters.</summary>
    public string FileName => DispositionName.Of(_response.Content.Headers.ContentDisposition)
        ?? Uri.UnescapeDataString(_uri.Segments[_uri.Segments.Length - 1]);

    /// <summary>Reads the bytes that have arrived into a part of a buffer; 0 at the end.</summary>
    /// <exception cref="EngineException">The connection broke, stalled or is too slow.</exception>
#if NET
    // Each gigabyte takes tens of thousands of reads.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    public async ValueTask<int> ReadAsync(ArraySegment<byte> buffer)
    {
        if (_speed.FindTooSlow() is { } slow)
        {
            throw TooSlow(slow);
        }

        try
        {
            var read = _stream.ReadSomeAsync(buffer, _timer.Token);
            int count;
            if (read.IsCompleted)
            {
                count = await read.ConfigureAwait(false);
                _speed.Add(count);
                return count;
            }

            _timer.Restart();
            _speed.BeginWait();
            // Only while the read waits, so that no response is disposed while its bytes are copied.
            using (_timer.DisposeOnCancel(_response))
            {
                count = await read.ConfigureAwait(false);
            }

            _speed.EndWait(count);
            _timer.Pause();
            return count;
        }
        catch (Exception e) when (_timer.HasExpired)
        {
            throw new EngineException(FailureKind.Transient, FigshareErrorId.TransferStalled,
                $"{Host} sent nothing for {_speed.Limits.StallTimeout.TotalSeconds:0.#} s",
                "check the network, or allow more with -OperationTimeoutSeconds", e)
            {
                Host = Host,
            };
        }
        catch (Exception e)
        {
            _timer.ThrowIfCancelledByCaller();
            throw ConnectionFailure.OfHost(_uri, e);
        }
    }

    private EngineException TooSlow(SpeedSample sample) => new(
        FailureKind.Transient, FigshareErrorId.TransferStalled,
        $"{Host} sent only {sample.BytesPerSecond:0} bytes a second for {sample.Waited.TotalSeconds:0} s, fewer than "
        + $"{_speed.Limits.MinimumBytesPerSecond}",
        "run it again to continue, or allow less with -MinimumBytesPerSecond")
    {
        Host = Host,
    };

    public void Dispose()
    {
        _timer.Dispose();
        _stream.Dispose();
        _response.Dispose();
    }
}
