using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>A scheduler without threads: the test takes the batches, one step at a time, and moves the clock.</summary>
public abstract class Md5SchedulerTest : IDisposable
{
    protected const int Count = 1000;

    private readonly Md5Buffers _buffers;

    protected Md5SchedulerTest()
    {
        Assert.SkipWhen(Md5Kernels.SupportedLanes == 1, "This machine has no vectors: each stream is hashed alone.");
        _buffers = new Md5Buffers(Pool);
        Scheduler = new Md5BatchScheduler(_buffers, new Md5BatchPolicy(Width: 4, DigestDelay), Clock);
        Batch = NewBatch();
    }

    protected static TimeSpan DigestDelay { get; } = TimeSpan.FromMilliseconds(4);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new();

    internal CountingPool Pool { get; } = new();

    internal Md5BatchScheduler Scheduler { get; }

    internal Md5Batch Batch { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Scheduler.Dispose();
    }

    internal Md5Stream Open() => new Md5LaneStream(Scheduler, _buffers);

    internal Md5Batch NewBatch() => new(_buffers);

    /// <summary>Takes the next batch, but does not hash it yet.</summary>
    internal Md5BatchAction Take() => Scheduler.TryTakeBatch(Batch);

    /// <summary>Hashes until the policy says to wait.</summary>
    /// <returns>Whether the worker waits until a stream changes, or also for the digest delay.</returns>
    internal Md5BatchAction HashAll()
    {
        while (Take() == Md5BatchAction.Hash)
        {
            Batch.Hash();
        }

        return Take();
    }

    /// <summary>Appends buffers of random bytes; the seeds count up.</summary>
    internal static async Task WriteAsync(Md5Stream stream, int seed, int buffers = 1)
    {
        for (var i = 0; i < buffers; i++)
        {
            await stream.WriteAsync(Streams.Bytes(Count, seed + i));
        }
    }

    /// <summary>Asserts the digest of buffers with these seeds.</summary>
    internal async Task AssertDigestAsync(Md5Stream stream, params int[] seeds)
    {
        var digest = stream.DigestAsync();
        while (HashAll() == Md5BatchAction.Delay)
        {
            Clock.Advance(DigestDelay);
        }

        Assert.Equal(Digest.Of([.. seeds.SelectMany(seed => Streams.Bytes(Count, seed))]), await digest);
    }
}
