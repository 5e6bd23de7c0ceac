using System;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>When streams are hashed, and together with which others.</summary>
public sealed class Md5BatchSchedulerTests : Md5SchedulerTest
{
    [Fact]
    public async Task Single_stream_is_hashed_at_its_first_buffer()
    {
        using var stream = Open();
        Assert.Equal(Md5BatchAction.Wait, Take());

        await WriteAsync(stream, 1);

        Assert.Equal(Md5BatchAction.Hash, Take());
        Batch.Hash();
        Assert.Equal(Md5BatchAction.Wait, Take());
        Assert.Equal(0, Pool.Rented);
        await AssertDigestAsync(stream, 1);
    }

    [Fact]
    public async Task Batch_waits_for_a_stream_that_appends()
    {
        using var stream = Open();
        using var other = Open();
        await WriteAsync(stream, 1);
        Assert.Equal(Md5BatchAction.Wait, Take());

        await WriteAsync(other, 2);

        Assert.Equal(Md5BatchAction.Hash, Take());
        Assert.Equal(2, Batch.Count);
        Batch.Hash();
        await AssertDigestAsync(stream, 1);
        await AssertDigestAsync(other, 2);
    }

    [Fact]
    public async Task Batch_does_not_wait_when_a_caller_needs_a_buffer()
    {
        using var stream = Open();
        using var other = Open();
        await WriteAsync(stream, 1, Md5BufferPolicy.MaximumFor(streams: 2));
        Assert.Equal(Md5BatchAction.Wait, Take());

        var buffer = stream.RentAsync(Token).AsTask();
        Assert.False(buffer.IsCompleted);
        HashAll();

        stream.Return(await buffer);
        // The worker stopped when the caller could continue: the other buffers wait for the other stream.
        Assert.Equal(2, Pool.Rented);
        await AssertDigestAsync(stream, 1, 2, 3);
    }

    [Theory]
    [InlineData(Md5Stream.MaxBuffers, Md5Stream.MaxBuffers / 2)]
    // The caller holds more than half of the buffers itself.
    [InlineData(6, 6)]
    [InlineData(1, 1)]
    public void Caller_of_a_stream_alone_continues_at_half_or_no_queue(int queued, int hashed)
    {
        var lane = Scheduler.Open();
        for (var i = 0; i < Md5Stream.MaxBuffers; i++)
        {
            Assert.Null(Scheduler.TryAddBuffer(lane));
        }

        for (var i = 0; i < queued; i++)
        {
            Scheduler.Append(lane, Pool.Rent(Count), Count, own: null);
        }

        var change = Scheduler.TryAddBuffer(lane)!;
        Take();
        for (var i = 1; i <= hashed; i++)
        {
            Assert.False(change.IsCompleted);
            Batch.Hash();
            Take();
        }

        Assert.True(change.IsCompleted);
        Assert.Null(Scheduler.TryAddBuffer(lane));
    }

    [Fact]
    public async Task Second_stream_ends_the_many_buffers_of_the_first()
    {
        using var stream = Open();
        await WriteAsync(stream, 1, Md5Stream.MaxBuffers);
        using var other = Open();

        var buffer = stream.RentAsync(Token).AsTask();
        HashAll();

        stream.Return(await buffer);
        Assert.Equal(2, Pool.Rented);
    }

    [Fact]
    public async Task Digest_waits_for_other_streams_up_to_the_delay()
    {
        using var stream = Open();
        using var other = Open();
        await WriteAsync(stream, 1);
        var digest = stream.DigestAsync();
        Assert.Equal(Md5BatchAction.Delay, Take());

        Clock.Advance(DigestDelay - TimeSpan.FromTicks(1));
        Assert.Equal(Md5BatchAction.Delay, Take());
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(Md5BatchAction.Hash, Take());
        Batch.Hash();
        Assert.Equal(Md5BatchAction.Wait, Take());
        await digest;
    }

    [Fact]
    public async Task Digest_is_computed_when_the_other_streams_are_ready()
    {
        using var stream = Open();
        using var other = Open();
        await WriteAsync(stream, 1);
        var digest = stream.DigestAsync();
        Assert.Equal(Md5BatchAction.Delay, Take());

        await WriteAsync(other, 2);

        Assert.Equal(Md5BatchAction.Hash, Take());
        Assert.Equal(2, Batch.Count);
        Batch.Hash();
        Take();
        await digest;
    }

    [Fact]
    public async Task Batch_does_not_wait_for_a_stream_that_appends_nothing()
    {
        using var stream = Open();
        using var silent = Open();
        var waits = 0;
        for (var i = 0; i < 40; i++)
        {
            await WriteAsync(stream, i);
            waits += Take() == Md5BatchAction.Wait ? 1 : 0;
            await AssertDigestAsync(stream, i);
        }

        // Four buffers for each of the two streams.
        Assert.Equal(8, waits);
        await WriteAsync(silent, 50);
        await AssertDigestAsync(silent, 50);
        await WriteAsync(stream, 51);
        Assert.Equal(Md5BatchAction.Wait, Take());
    }

    [Fact]
    public async Task Batch_does_not_wait_for_a_closed_stream()
    {
        using var stream = Open();
        using (Open())
        {
            await WriteAsync(stream, 1);
            Assert.Equal(Md5BatchAction.Wait, Take());
        }

        Assert.Equal(Md5BatchAction.Hash, Take());
    }

    [Fact]
    public async Task Streams_beyond_the_width_are_hashed_in_order()
    {
        var streams = new Md5Stream[6];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = Open();
            await WriteAsync(streams[i], 10 * i, buffers: 2);
        }

        Assert.Equal(Md5BatchAction.Hash, Take());
        Assert.Equal(4, Batch.Count);
        Batch.Hash();
        Assert.Equal(Md5BatchAction.Hash, Take());

        // The two streams that had no lane before, then the first streams with their second buffers.
        Assert.Equal(4, Batch.Count);
        Assert.Equal(8, Pool.Rented);
        Batch.Hash();
        for (var i = 0; i < streams.Length; i++)
        {
            await AssertDigestAsync(streams[i], 10 * i, (10 * i) + 1);
            streams[i].Dispose();
        }
    }

    [Fact]
    public async Task Worker_ends_when_the_scheduler_is_disposed()
    {
        using var stream = Open();
        using var other = Open();
        var worker = Task.Run(() => Scheduler.TakeBatch(Batch), Token);
        await WriteAsync(stream, 1, Md5BufferPolicy.MaximumFor(streams: 2));

        Scheduler.Dispose();

        Assert.False(await worker);
        Assert.Equal(0, Pool.Rented);
        await Assert.ThrowsAsync<ObjectDisposedException>(stream.DigestAsync);
        Assert.Throws<ObjectDisposedException>(Open);
    }

    [Fact]
    public async Task Waiting_caller_fails_when_the_scheduler_is_disposed()
    {
        using var stream = Open();
        using var other = Open();
        await WriteAsync(stream, 1);
        var digest = stream.DigestAsync();
        Assert.False(digest.IsCompleted);

        Scheduler.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => digest);
    }
}
