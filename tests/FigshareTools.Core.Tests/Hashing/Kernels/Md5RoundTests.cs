using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>What others may do while a round hashes their streams: it is held at a buffer that it gives back.</summary>
public sealed class Md5RoundTests : IDisposable
{
    private const int Count = 1000;

    private readonly CountingPool _pool = new();
    private readonly ManualResetEventSlim _goOn = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Md5Lanes _lanes;
    private readonly Md5Stream _hashing;
    private Md5Stream _hashed = null!;
    private Task _round = Task.CompletedTask;

    public Md5RoundTests()
    {
        Assert.SkipWhen(Md5Kernels.Widest == 1, "This machine has no vectors: each stream hashes for itself.");
        _lanes = new Md5Lanes(_pool, Md5Kernels.Widest, clock: null);
        _hashing = _lanes.Open();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _goOn.Set();
        _hashing.Dispose();
        _hashed?.Dispose();
        _goOn.Dispose();
    }

    [Fact]
    public async Task Who_waits_for_a_buffer_gets_it_when_the_round_gives_it_back()
    {
        await HoldAsync();
        var buffer = _hashed.RentAsync(Token).AsTask();
        Assert.False(buffer.IsCompleted);

        await GoOnAsync();

        _hashed.Return(await buffer);
        await AssertDigestsAsync();
    }

    [Fact]
    public async Task Who_waits_for_a_buffer_can_be_cancelled()
    {
        await HoldAsync();
        using var cancellation = new CancellationTokenSource();
        var buffer = _hashed.RentAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buffer);
        await GoOnAsync();
        await AssertDigestsAsync();
    }

    [Fact]
    public async Task Who_leaves_gets_no_digest_and_its_buffers_go_back()
    {
        await HoldAsync();
        var digest = _hashed.DigestAsync().AsTask();

        _hashed.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => digest);
        await GoOnAsync();
        Assert.Equal(
            Digest.Of([.. Streams.Bytes(Count, 1), .. Streams.Bytes(Count, 4)]), await _hashing.DigestAsync());
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task Who_begins_anew_does_so_after_the_round()
    {
        await HoldAsync();
        var reset = _hashed.ResetAsync().AsTask();
        Assert.False(reset.IsCompleted);

        await GoOnAsync();
        await reset;

        await _hashed.WriteAsync(Streams.Bytes(Count, 5));
        Assert.Equal(Digest.Of(Streams.Bytes(Count, 5)), await _hashed.DigestAsync());
    }

    [Fact]
    public async Task Others_hash_meanwhile()
    {
        await HoldAsync();
        using var one = _lanes.Open();
        using var other = _lanes.Open();

        await one.WriteAsync(Streams.Bytes(3_000_000, 6));
        await other.WriteAsync(Streams.Bytes(2_000_000, 7));

        Assert.Equal(Digest.Of(Streams.Bytes(3_000_000, 6)), await one.DigestAsync());
        Assert.Equal(Digest.Of(Streams.Bytes(2_000_000, 7)), await other.DigestAsync());
        await GoOnAsync();
        await AssertDigestsAsync();
    }

    [Fact]
    public async Task What_is_appended_meanwhile_is_hashed_afterwards()
    {
        await HoldAsync(buffers: Md5Stream.MostBuffers - 1);
        await _hashed.WriteAsync(Streams.Bytes(Count, 4));
        await AssertAnotherAsync();

        await GoOnAsync();

        await AssertDigestsAsync();
    }

    [Fact]
    public async Task Who_comes_meanwhile_joins_a_caller_that_needs_its_digest()
    {
        using var idle = _lanes.Open();
        _hashed = _lanes.Open();
        await _hashing.WriteAsync(Streams.Bytes(Count, 1));
        await _hashing.WriteAsync(Streams.Bytes(Count, 2));
        HoldReturns(fails: false);
        var digest = Task.Run(() => _hashing.DigestAsync().AsTask(), Token);
        await _held.Task;
        _pool.Returning = null;
        await _hashed.WriteAsync(Streams.Bytes(Count, 3));

        _goOn.Set();

        Assert.Equal(Digest.Of([.. Streams.Bytes(Count, 1), .. Streams.Bytes(Count, 2)]), await digest);
        Assert.Equal(0, _pool.Outstanding);
        Assert.Equal(Digest.Of(Streams.Bytes(Count, 3)), await _hashed.DigestAsync());
    }

    [Fact]
    public async Task A_round_that_fails_locks_nobody_out()
    {
        await HoldAsync(fails: true);
        _goOn.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _round);

        await _hashed.ResetAsync();
        await _hashing.ResetAsync();

        await _hashed.WriteAsync(Streams.Bytes(Count, 5));
        Assert.Equal(Digest.Of(Streams.Bytes(Count, 5)), await _hashed.DigestAsync());
        await AssertAnotherAsync();
    }

    /// <summary>Buffers of the one stream, and one of the other, are in a round that does not end.</summary>
    private async Task HoldAsync(int buffers = Md5Stream.MostBuffers, bool fails = false)
    {
        // It is hashed at once, for there is nobody else.
        await _hashing.WriteAsync(Streams.Bytes(Count, 1));
        _hashed = _lanes.Open();
        for (var i = 0; i < buffers; i++)
        {
            await _hashed.WriteAsync(Streams.Bytes(Count, 2 + i));
        }

        Assert.Equal(buffers, _pool.Outstanding);
        HoldReturns(fails);
        _round = Task.Run(() => _hashing.WriteAsync(Streams.Bytes(Count, 4)), Token);
        await _held.Task;
        _pool.Returning = null;
    }

    private void HoldReturns(bool fails) => _pool.Returning = _ =>
    {
        _held.TrySetResult();
        _goOn.Wait(Token);
        if (fails)
        {
            throw new InvalidOperationException();
        }
    };

    private async Task GoOnAsync()
    {
        _goOn.Set();
        await _round;
    }

    private async Task AssertDigestsAsync()
    {
        Assert.Equal(
            Digest.Of([.. Streams.Bytes(Count, 2), .. Streams.Bytes(Count, 3), .. Streams.Bytes(Count, 4)]),
            await _hashed.DigestAsync());
        Assert.Equal(
            Digest.Of([.. Streams.Bytes(Count, 1), .. Streams.Bytes(Count, 4)]), await _hashing.DigestAsync());
        Assert.Equal(0, _pool.Outstanding);
    }

    private async Task AssertAnotherAsync()
    {
        using var another = _lanes.Open();
        await another.WriteAsync(Streams.Bytes(Count, 9));
        Assert.Equal(Digest.Of(Streams.Bytes(Count, 9)), await another.DigestAsync());
    }
}
