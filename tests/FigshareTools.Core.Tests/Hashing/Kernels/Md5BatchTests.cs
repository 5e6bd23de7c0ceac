using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>What callers may do while a worker hashes their streams.</summary>
public sealed class Md5BatchTests : Md5SchedulerTest
{
    // Of the buffers that a stream alone has.
    private static readonly int[] s_seeds = [.. Enumerable.Range(1, Md5Stream.MaxBuffers)];

    private readonly Md5Stream _stream;

    public Md5BatchTests() => _stream = Open();

    [Fact]
    public async Task Waiting_caller_gets_the_buffer_that_the_batch_frees()
    {
        await TakeAsync();
        var buffer = _stream.RentAsync(Token).AsTask();
        Assert.False(buffer.IsCompleted);

        HashAll();

        _stream.Return(await buffer);
        await AssertDigestAsync(_stream, s_seeds);
    }

    [Fact]
    public async Task Wait_for_a_buffer_can_be_cancelled()
    {
        await TakeAsync();
        using var cancellation = new CancellationTokenSource();
        var buffer = _stream.RentAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buffer);
        Assert.Equal(Md5Stream.MaxBuffers, Pool.Rented);
        await AssertDigestAsync(_stream, s_seeds);
    }

    [Fact]
    public async Task Cancelled_wait_for_a_digest_is_no_reason_to_hash()
    {
        using var other = Open();
        await WriteAsync(_stream, 1);
        using var cancellation = new CancellationTokenSource();
        var digest = _stream.FinishAsync(cancellation.Token).AsTask();
        Assert.Equal(Md5BatchAction.Delay, Take());

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => digest);

        Assert.Equal(Md5BatchAction.Wait, Take());
    }

    [Fact]
    public async Task Closed_stream_gets_no_digest_and_its_buffers_are_returned()
    {
        await TakeAsync();
        var digest = _stream.DigestAsync();

        _stream.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => digest);
        HashAll();
        Assert.Equal(0, Pool.Rented);
    }

    [Fact]
    public async Task Reset_waits_for_the_end_of_the_batch()
    {
        await TakeAsync();
        var reset = _stream.ResetAsync().AsTask();
        Assert.False(reset.IsCompleted);

        Batch.Hash();
        Assert.Equal(Md5BatchAction.Wait, Take());

        Assert.Equal(0, Pool.Rented);
        await reset;
        await WriteAsync(_stream, 5);
        await AssertDigestAsync(_stream, 5);
    }

    [Fact]
    public async Task A_lone_stream_is_hashed_by_its_caller()
    {
        var buffer = await _stream.RentAsync(Token);
        Streams.Bytes(Count, 1).CopyTo(buffer, 0);

        _stream.Append(buffer, Count, mayHash: true);

        Assert.Equal(0, Pool.Rented);
        Assert.Equal(Md5BatchAction.Wait, Take());
        Assert.Equal(Digest.Of(Streams.Bytes(Count, 1)), await _stream.DigestAsync());
    }

    [Fact]
    public async Task A_caller_leaves_its_bytes_to_the_worker_beside_other_streams()
    {
        using var other = Open();
        await WriteAsync(other, 7);
        var buffer = await _stream.RentAsync(Token);
        Streams.Bytes(Count, 1).CopyTo(buffer, 0);

        _stream.Append(buffer, Count, mayHash: true);

        Assert.Equal(2, Pool.Rented);
        Assert.Equal(Md5BatchAction.Hash, Take());
        Assert.Equal(2, Batch.Count);
        HashAll();
        await AssertDigestAsync(_stream, 1);
    }

    [Fact]
    public async Task Second_worker_hashes_a_full_batch_meanwhile()
    {
        await TakeAsync();
        var second = NewBatch();
        var streams = new Md5Stream[4];
        for (var i = 0; i < streams.Length; i++)
        {
            Assert.Equal(Md5BatchAction.Wait, Scheduler.TryTakeBatch(second));
            streams[i] = Open();
            await WriteAsync(streams[i], 10 + i);
        }

        Assert.Equal(Md5BatchAction.Hash, Scheduler.TryTakeBatch(second));
        Assert.Equal(4, second.Count);
        second.Hash();
        Assert.Equal(Md5BatchAction.Wait, Scheduler.TryTakeBatch(second));

        for (var i = 0; i < streams.Length; i++)
        {
            Assert.Equal(Digest.Of(Streams.Bytes(Count, 10 + i)), await streams[i].DigestAsync());
            streams[i].Dispose();
        }

        await AssertDigestAsync(_stream, s_seeds);
    }

    [Fact]
    public async Task Bytes_appended_meanwhile_are_hashed_afterwards()
    {
        await WriteAsync(_stream, 1);
        Assert.Equal(Md5BatchAction.Hash, Take());

        await WriteAsync(_stream, 2);
        Batch.Hash();

        await AssertDigestAsync(_stream, 1, 2);
    }

    [Fact]
    public async Task Error_of_a_batch_surfaces_to_the_callers_of_its_streams()
    {
        using var other = Open();
        await WriteAsync(_stream, 1);
        await WriteAsync(other, 2);
        var digest = _stream.DigestAsync();
        Assert.Equal(Md5BatchAction.Hash, Take());
        Pool.Returning = _ => throw new InvalidOperationException("full");
        Batch.Hash();
        Pool.Returning = null;
        Take();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => digest);

        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await other.RentAsync(Token));
    }

    [Fact]
    public async Task Streams_can_be_used_after_an_error_and_a_reset()
    {
        using var other = Open();
        await WriteAsync(_stream, 1);
        await WriteAsync(other, 2);
        Assert.Equal(Md5BatchAction.Hash, Take());
        Pool.Returning = _ => throw new InvalidOperationException("full");
        Batch.Hash();
        Pool.Returning = null;
        Take();

        await _stream.ResetAsync();
        await other.ResetAsync();

        Assert.Equal(0, Pool.Rented);
        await WriteAsync(_stream, 5);
        await AssertDigestAsync(_stream, 5);
        using var another = Open();
        await WriteAsync(another, 9);
        await AssertDigestAsync(another, 9);
    }

    /// <summary>Fills all buffers of the stream; the first of them is in a batch that is not hashed yet.</summary>
    private async Task TakeAsync()
    {
        await WriteAsync(_stream, 1, Md5Stream.MaxBuffers);
        Assert.Equal(Md5BatchAction.Hash, Take());
        Assert.Equal(Md5Stream.MaxBuffers, Pool.Rented);
    }
}
