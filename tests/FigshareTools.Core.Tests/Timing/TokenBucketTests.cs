using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Timing;

public class TokenBucketTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Full_bucket_gives_its_capacity_without_a_wait()
    {
        var takes = TakeEach(Bucket(capacity: 3), 4);

        Assert.Equal([true, true, true, false], takes.Select(take => take.IsCompleted));
    }

    [Fact]
    public void Empty_bucket_gives_one_token_per_interval()
    {
        var bucket = Bucket(capacity: 3);
        TakeEach(bucket, 3);
        var takes = TakeEach(bucket, 4);

        for (var completed = 0; completed < 4; completed++)
        {
            Advance(0.999);
            Assert.Equal(completed, takes.Count(take => take.IsCompleted));
            Advance(0.001);
            Assert.Equal(completed + 1, takes.Count(take => take.IsCompleted));
        }
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(3600, 3)]
    public void Quiet_time_refills_the_bucket_up_to_its_capacity(int seconds, int tokens)
    {
        var bucket = Bucket(capacity: 3);
        TakeEach(bucket, 3);

        Advance(seconds);

        Assert.Equal(tokens, TakeEach(bucket, 5).Count(take => take.IsCompleted));
    }

    [Fact]
    public void Caller_that_asks_for_much_is_not_overtaken()
    {
        var bucket = Bucket(capacity: 1);
        TakeEach(bucket, 1);
        var large = bucket.TakeAsync(10, Stop);
        var small = bucket.TakeAsync(1, Stop);

        Advance(9.999);
        Assert.False(large.IsCompleted);
        Advance(0.001);
        Assert.Equal((true, false), (large.IsCompleted, small.IsCompleted));
        Advance(1);
        Assert.True(small.IsCompleted);
    }

    [Fact]
    public void Tokens_that_are_not_there_are_not_taken_without_a_wait()
    {
        var bucket = Bucket(capacity: 2);

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => bucket.TryTake(1)));

        // What was not given costs no later caller a wait.
        Advance(1);
        Assert.True(bucket.TryTake(1));
    }

    [Fact]
    public async Task Cancelled_wait_returns_its_tokens()
    {
        using var cancellation = new CancellationTokenSource();
        var bucket = Bucket(capacity: 1);
        TakeEach(bucket, 1);
        var cancelled = bucket.TakeAsync(5, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        var next = bucket.TakeAsync(1, Stop);

        Advance(0.999);
        Assert.False(next.IsCompleted);
        Advance(0.001);
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void Bucket_without_capacity_delays_every_caller()
    {
        var bucket = Bucket(capacity: 0);
        for (var caller = 0; caller < 3; caller++)
        {
            Advance(3600);
            var take = bucket.TakeAsync(1, Stop);
            Advance(0.999);
            Assert.False(take.IsCompleted);
            Advance(0.001);
            Assert.True(take.IsCompleted);
        }
    }

    [Fact]
    public void Late_timers_do_not_slow_down_a_series_of_1000_takes()
    {
        var bucket = Bucket(capacity: 1);
        TakeEach(bucket, 1);
        var started = _clock.GetUtcNow();

        for (var number = 0; number < 1000; number++)
        {
            // A clock that advances in steps of 0.3 s ends most waits late.
            for (var take = bucket.TakeAsync(1, Stop); !take.IsCompleted;)
            {
                Advance(0.3);
            }
        }

        Assert.InRange((_clock.GetUtcNow() - started).TotalSeconds, 1000, 1000.3);
    }

    private TokenBucket Bucket(double capacity) => new(tokensPerSecond: 1, capacity, _clock);

    private static Task[] TakeEach(TokenBucket bucket, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => bucket.TakeAsync(1, Stop))];

    private void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
