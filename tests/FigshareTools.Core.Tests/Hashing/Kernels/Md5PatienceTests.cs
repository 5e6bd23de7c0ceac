using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Hashing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>Who would hash with few others waits a moment for more, and for nobody who brings nothing.</summary>
public sealed class Md5PatienceTests : IDisposable
{
    private const int Count = 1000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongMoment = TimeSpan.FromMilliseconds(8);

    private readonly FakeTimeProvider _clock = new();
    private readonly CountingPool _pool = new();
    private readonly Md5Lanes _lanes;
    private readonly Md5Stream _full;
    private readonly Md5Stream _other;

    public Md5PatienceTests()
    {
        Assert.SkipWhen(Md5Kernels.Widest == 1, "This machine has no vectors: each stream hashes for itself.");
        _lanes = new Md5Lanes(_pool, Md5Kernels.Widest, _clock);
        _full = _lanes.Open();
        _other = _lanes.Open();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _full.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Who_waits_is_hashed_when_the_others_have_brought_something()
    {
        var buffer = await FillAsync();
        Assert.False(buffer.IsCompleted);

        await _other.WriteAsync(Streams.Bytes(Count, 9));

        // Without a tick of the clock.
        _full.Return(await buffer);
        Assert.Equal(Md5Stream.MostBuffers - 1, _pool.Outstanding);
    }

    [Fact]
    public async Task Who_waits_goes_on_alone_after_a_moment()
    {
        var buffer = await FillAsync();

        _clock.Advance(Moment);

        _full.Return(await buffer);
        Assert.Equal(Md5Stream.MostBuffers - 1, _pool.Outstanding);
    }

    [Fact]
    public async Task A_digest_waits_too()
    {
        await _full.WriteAsync(Streams.Bytes(Count, 1));
        var digest = _full.DigestAsync().AsTask();
        Assert.False(digest.IsCompleted);

        _clock.Advance(Moment);

        Assert.Equal(Digest.Of(Streams.Bytes(Count, 1)), await digest);
    }

    [Fact]
    public async Task A_digest_that_nothing_waits_for_waits_longer()
    {
        await _full.WriteAsync(Streams.Bytes(Count, 1));
        var digest = _full.DigestAsync(isPatient: true).AsTask();
        _clock.Advance(Moment);
        Assert.False(digest.IsCompleted);

        _clock.Advance(LongMoment - Moment);

        Assert.Equal(Digest.Of(Streams.Bytes(Count, 1)), await digest);
    }

    [Fact]
    public async Task A_digest_that_nothing_waits_for_is_left_to_another_round_when_there_are_few()
    {
        using var another = _lanes.Open();
        using (_lanes.Open())
        {
            await _full.WriteAsync(Streams.Bytes(Count, 1));
            await _full.WriteAsync(Streams.Bytes(Count, 2));
            await _other.WriteAsync(Streams.Bytes(Count, 7));
            await another.WriteAsync(Streams.Bytes(Count, 8));
        }

        var digest = _full.DigestAsync(isPatient: true).AsTask();
        // Everybody was in the round, and two of three have run dry.
        Assert.False(digest.IsCompleted);
        Assert.Equal(1, _pool.Outstanding);

        await _other.WriteAsync(Streams.Bytes(Count, 7));
        await another.WriteAsync(Streams.Bytes(Count, 8));

        // Without a tick of the clock.
        Assert.Equal(Digest.Of([.. Streams.Bytes(Count, 1), .. Streams.Bytes(Count, 2)]), await digest);
    }

    [Fact]
    public async Task Who_waits_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var buffer = await FillAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buffer);
        Assert.Equal(Md5Stream.MostBuffers, _pool.Outstanding);
    }

    [Fact]
    public async Task Who_waits_can_leave()
    {
        var buffer = await FillAsync();

        _full.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => buffer);
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task One_wait_is_for_several_buffers()
    {
        var buffer = await FillAsync();
        await _other.WriteAsync(Streams.Bytes(Count, 9));
        _full.Append(await buffer, Count);

        // The other is not slow, and has nothing.
        Assert.Equal(0, await WriteAndCountWaitsAsync(Md5Stream.MostBuffers - 1));
        Assert.Equal(1, await WriteAndCountWaitsAsync(1));
    }

    [Fact]
    public async Task Where_a_moment_is_long_waits_are_seldom_too()
    {
        var streams = OpenMany();
        for (var wait = 0; wait < 4; wait++)
        {
            Task<byte[]> buffer;
            while ((buffer = _full.RentAsync(Token).AsTask()).IsCompleted)
            {
                _full.Append(await buffer, Count);
            }

            await _other.WriteAsync(Streams.Bytes(Count, 9));
            _clock.Advance(4 * Moment);
            _full.Append(await buffer, Count);
        }

        Assert.Equal(0, await WriteAndCountWaitsAsync(2 * Md5Stream.MostBuffers));

        Array.ForEach(streams, stream => stream.Dispose());
    }

    [Fact]
    public async Task Who_brings_nothing_for_long_is_not_waited_for()
    {
        await WriteAndCountWaitsAsync(10);

        Assert.Equal(0, await WriteAndCountWaitsAsync(200));

        await _other.WriteAsync(Streams.Bytes(Count, 9));
        Assert.Equal(1, await WriteAndCountWaitsAsync(Md5Stream.MostBuffers + 1));
    }

    [Fact]
    public async Task Who_waits_in_vain_waits_seldom()
    {
        var streams = OpenMany();

        Assert.InRange(await WriteAndCountWaitsAsync(4 * streams.Length), 1, 8);

        Array.ForEach(streams, stream => stream.Dispose());
    }

    /// <summary>They count as long as they may still bring something.</summary>
    private Md5Stream[] OpenMany()
    {
        var streams = new Md5Stream[40];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = _lanes.Open();
        }

        return streams;
    }

    /// <summary>Fills all buffers of a stream, and asks for one more.</summary>
    private async Task<Task<byte[]>> FillAsync(CancellationToken? cancellation = null)
    {
        for (var i = 0; i < Md5Stream.MostBuffers; i++)
        {
            await _full.WriteAsync(Streams.Bytes(Count, i));
        }

        return _full.RentAsync(cancellation ?? Token).AsTask();
    }

    private async Task<int> WriteAndCountWaitsAsync(int buffers)
    {
        var waits = 0;
        for (var i = 0; i < buffers; i++)
        {
            var buffer = _full.RentAsync(Token).AsTask();
            if (!buffer.IsCompleted)
            {
                waits++;
                _clock.Advance(Moment);
            }

            _full.Append(await buffer, Count);
        }

        return waits;
    }
}
