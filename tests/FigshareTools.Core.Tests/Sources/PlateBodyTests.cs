using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Sources;
using FigshareTools.Timing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Sources;

/// <summary>Bodies that arrive slowly. The clock is moved while a read waits, or between two reads.</summary>
public sealed class PlateBodyTests : IDisposable
{
    private static readonly TransferLimits s_limits = new(TimeSpan.FromSeconds(60), MinimumBytesPerSecond: 1024);

    private readonly FakeTimeProvider _clock = new();
    private readonly DripStream _stream = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task Drip_that_never_stalls_ends_after_the_stall_timeout()
    {
        using var body = await OpenAsync(s_limits);
        await ReadSlowlyAsync(body, seconds: 30, bytes: 2);
        await ReadSlowlyAsync(body, seconds: 30, bytes: 2);

        var failure = await Assert.ThrowsAsync<EngineException>(() => ReadAsync(body));

        Assert.Equal((FigshareErrorId.TransferStalled, true), (failure.ErrorId, failure.CanRetry));
        Assert.Equal("storage.test sent only 0 bytes a second for 60 s, fewer than 1024", failure.Cause);
        Assert.Contains("-MinimumBytesPerSecond", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drip_after_a_fast_start_ends_too()
    {
        using var body = await OpenAsync(s_limits);
        await ReadSlowlyAsync(body, seconds: 1, bytes: 1 << 20);
        await ReadSlowlyAsync(body, seconds: 59, bytes: 2);
        await ReadSlowlyAsync(body, seconds: 40, bytes: 2);
        await ReadSlowlyAsync(body, seconds: 40, bytes: 2);

        await Assert.ThrowsAsync<EngineException>(() => ReadAsync(body));
    }

    [Fact]
    public async Task Last_bytes_are_read_however_late_they_come()
    {
        using var body = await OpenAsync(s_limits);
        await ReadSlowlyAsync(body, seconds: 50, bytes: 2);

        await ReadSlowlyAsync(body, seconds: 50, bytes: 3);
    }

    [Fact]
    public async Task Slow_connection_at_the_floor_continues()
    {
        using var body = await OpenAsync(s_limits);
        for (var i = 0; i < 10; i++)
        {
            await ReadSlowlyAsync(body, seconds: 30, bytes: 30 * 1024);
        }
    }

    [Fact]
    public async Task Time_between_reads_is_not_the_connections()
    {
        using var body = await OpenAsync(s_limits);
        for (var i = 0; i < 10; i++)
        {
            await ReadSlowlyAsync(body, seconds: 0, bytes: 2);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(0, 1024)]
    public async Task Without_a_floor_or_a_timeout_a_drip_continues(int timeout, int floor)
    {
        using var body = await OpenAsync(new TransferLimits(TimeSpan.FromSeconds(timeout), floor));
        for (var i = 0; i < 10; i++)
        {
            await ReadSlowlyAsync(body, seconds: 50, bytes: 2);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_disposes_no_response_that_is_read(bool isWaiting)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var body = await OpenAsync(s_limits, cancellation);
        var isDisposed = true;
        void CancelAndSend()
        {
            cancellation.Cancel();
            isDisposed = _stream.IsDisposed;
            _stream.Send(2);
        }

        _stream.OnRead = isWaiting ? () => { } : CancelAndSend;
        var read = ReadAsync(body);
        if (isWaiting)
        {
            CancelAndSend();
        }

        Assert.Equal(2, await read);
        Assert.False(isDisposed);
    }

    private Task<PlateBody> OpenAsync(TransferLimits limits, CancellationTokenSource? cancellation = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(_stream) };
        return PlateBody.OpenAsync(
            response, new Uri("https://storage.test/file"), limits, _clock,
            cancellation?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Reads bytes that arrive after some time.</summary>
    private async Task ReadSlowlyAsync(PlateBody body, int seconds, int bytes)
    {
        var read = ReadAsync(body);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _stream.Send(bytes);
        Assert.Equal(bytes, await read);
    }

    private Task<int> ReadAsync(PlateBody body) => body.ReadAsync(new ArraySegment<byte>(_buffer)).AsTask();

    /// <summary>A stream of which each read waits until the test sends bytes.</summary>
    private sealed class DripStream : Stream
    {
        private TaskCompletionSource<int> _read = new();

        /// <summary>Called when a read begins.</summary>
        public Action OnRead { get; set; } = () => { };

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Send(int bytes)
        {
            var read = _read;
            _read = new TaskCompletionSource<int>();
            read.SetResult(bytes);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var read = _read;
            OnRead();
            return read.Task;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(ReadAsync([], 0, 0, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
