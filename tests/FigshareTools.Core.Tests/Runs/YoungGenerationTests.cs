using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Runs;

/// <summary>When a run collects the garbage of its plates.</summary>
public class YoungGenerationTests
{
    private const long Limit = GarbageSample.LimitBytes;

    private readonly Queue<GarbageSample> _samples = new();
    private int _collections;

    [Theory]
    [InlineData(0, 0, Limit - 1, 0, false)]
    [InlineData(0, 0, Limit, 0, true)]
    [InlineData(7, 3, Limit + 6, 3, false)]
    [InlineData(7, 3, Limit + 7, 3, true)]
    [InlineData(7, 3, 100 * Limit, 4, false)]
    // Samples of two threads may be compared in the other order.
    [InlineData(2 * Limit, 4, 0, 4, false)]
    [InlineData(2 * Limit, 4, Limit, 3, false)]
    public void A_collection_is_due_after_much_garbage_and_none(
        long allocatedBefore, int collectionsBefore, long allocated, int collections, bool isDue) => Assert.Equal(
            isDue,
            new GarbageSample(allocated, collections).IsDueSince(new GarbageSample(allocatedBefore, collectionsBefore)));

    [Fact]
    public void Garbage_is_collected_once_for_each_limit()
    {
        var generation = New(
            new(5, 0), new(Limit + 5, 0), new(Limit + 6, 1), new(2 * Limit + 5, 1), new(2 * Limit + 6, 1));

        Assert.Equal([1, 1, 1, 2], Collections(generation, 4));
    }

    [Fact]
    public void A_collection_of_the_runtime_counts_like_an_own_one()
    {
        var generation = New(new(5, 0), new(9 * Limit, 1), new(10 * Limit - 1, 1), new(10 * Limit, 1));

        Assert.Equal([0, 0, 1], Collections(generation, 3));
    }

    [Fact]
    public async Task A_run_collects_when_one_of_its_plates_makes_it_due()
    {
        using var run = new TestedRun { Garbage = New(new(0, 0), new(Limit, 0), new(Limit + 5, 1), new(2 * Limit + 5, 1)) };

        run.Add();
        run.Add();
        run.Add();
        run.Complete();
        await run.Ended.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Empty(_samples);
        Assert.Equal(2, _collections);
    }

    [Fact]
    public void The_sample_of_this_process_grows_with_what_is_allocated()
    {
        var before = GarbageSample.Now();
        var bytes = new byte[8 << 20];

        // A collection in between takes back what threads have reserved and not used.
        Assert.InRange(GarbageSample.Now().AllocatedBytes - before.AllocatedBytes, bytes.Length / 2, long.MaxValue);
    }

    private YoungGeneration New(params GarbageSample[] samples)
    {
        foreach (var sample in samples)
        {
            _samples.Enqueue(sample);
        }

        return new YoungGeneration(_samples.Dequeue, () => Interlocked.Increment(ref _collections));
    }

    private IEnumerable<int> Collections(YoungGeneration generation, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            generation.CollectIfDue();
            yield return _collections;
        }
    }

    private sealed class TestedRun() : PlateRun(throttleLimit: 1, _ => { })
    {
        public void Add() => Assert.True(TryAdd(
            new FigsharePlate { FileId = 1 }, row: null, () => new(_ => Task.FromResult(new PlateOutcome(new object(), 0)))));
    }
}
