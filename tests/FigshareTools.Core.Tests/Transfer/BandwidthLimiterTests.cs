using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public class BandwidthLimiterTests : TransferTest
{
    [Fact]
    public void Without_a_limit_no_reader_waits()
    {
        var limiter = new BandwidthLimiter(0, new FakeTimeProvider());

        Assert.True(limiter.WaitAsync(int.MaxValue, Stop).IsCompletedSuccessfully());
        Assert.Equal(int.MaxValue, limiter.MaximumReadBytes);
    }

    [Fact]
    public void All_readers_share_the_rate_in_order()
    {
        var clock = new FakeTimeProvider();
        var limiter = new BandwidthLimiter(1_000_000, clock);
        Assert.Equal(50_000, limiter.MaximumReadBytes);
        var waits = new List<Task>();
        for (var i = 0; i < 20; i++)
        {
            waits.Add(limiter.WaitAsync(50_000, Stop));
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(i, waits.FindAll(wait => wait.IsCompleted).Count);
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.DoesNotContain(waits, wait => !wait.IsCompleted);
    }

    [Fact]
    public void Unused_bandwidth_of_a_pause_is_not_saved_up()
    {
        var clock = new FakeTimeProvider();
        var limiter = new BandwidthLimiter(1000, clock);
        clock.Advance(TimeSpan.FromHours(1));

        var wait = limiter.WaitAsync(1000, Stop);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(wait.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(wait.IsCompleted);
        Assert.Equal(4096, limiter.MaximumReadBytes);
    }

    [Fact]
    public async Task Readers_that_wait_go_on_when_the_limit_ends()
    {
        var limiter = new BandwidthLimiter(1, new FakeTimeProvider());
        var waits = new[] { limiter.WaitAsync(500, Stop), limiter.WaitAsync(500, Stop) };

        limiter.Change(0);

        await Task.WhenAll(waits).WaitAsync(Stop);
    }

    [Fact]
    public async Task Readers_that_wait_share_a_new_limit()
    {
        using var clock = new TimerCountingClock();
        var limiter = new BandwidthLimiter(1, clock);
        var waits = new[] { limiter.WaitAsync(500, Stop), limiter.WaitAsync(500, Stop) };
        await clock.WaitForTimersAsync(2, Stop);

        limiter.Change(2000);
        await clock.WaitForTimersAsync(2, Stop);

        clock.Advance(TimeSpan.FromMilliseconds(250));
        await Task.WhenAny(waits).WaitAsync(Stop);
        Assert.Equal(1, waits.Count(wait => wait.IsCompletedSuccessfully()));
        clock.Advance(TimeSpan.FromMilliseconds(250));
        await Task.WhenAll(waits).WaitAsync(Stop);
    }

    [Fact]
    public void A_new_limit_holds_for_the_next_read()
    {
        var clock = new FakeTimeProvider();
        var limiter = new BandwidthLimiter(0, clock);

        limiter.Change(1000);

        Assert.Equal(4096, limiter.MaximumReadBytes);
        var wait = limiter.WaitAsync(1000, Stop);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(wait.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(wait.IsCompletedSuccessfully());
    }

    [Fact]
    public async Task A_reader_that_waits_can_be_cancelled_after_a_change()
    {
        using var stop = new CancellationTokenSource();
        var limiter = new BandwidthLimiter(1, new FakeTimeProvider());
        var wait = limiter.WaitAsync(500, stop.Token);
        limiter.Change(2);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_run_takes_as_long_as_its_bytes_take_at_the_limit(int segmentCount)
    {
        var plate = PublishBytes(8 << 20);
        var started = Clock.GetUtcNow();

        var options = Options with { MaximumBytesPerSecond = 1 << 20, SegmentCount = segmentCount };
        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(options, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.True(Clock.GetUtcNow() - started >= TimeSpan.FromSeconds(7.9));
    }

    [Fact]
    public async Task A_waiting_reader_has_written_its_bytes_and_is_not_stalled()
    {
        var plate = PublishBytes(8 << 20);
        using var run = StartSave(
            Options with { MaximumBytesPerSecond = 1 << 20, Clock = new FakeTimeProvider(Clock.GetUtcNow()) }, plate);
        run.Run.Complete();

        await run.WaitForProgressAsync(progress => progress.DownloadedBytes > 0, Stop);

        run.Run.Cancel();
        await run.EndAsync(Stop);
        Assert.InRange(new FileInfo(PartialPathOf(plate)).Length, 1, 1 << 20);
    }
}

/// <summary>A clock whose timers a test can wait for.</summary>
internal sealed class TimerCountingClock : FakeTimeProvider, IDisposable
{
    private readonly SemaphoreSlim _created = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _created.Release();
        return timer;
    }

    /// <summary>Waits until further timers are created.</summary>
    public async Task WaitForTimersAsync(int count, CancellationToken cancellationToken)
    {
        for (; count > 0; count--)
        {
            await _created.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _created.Dispose();
}

internal static class Tasks
{
    public static bool IsCompletedSuccessfully(this Task task) => task.Status == TaskStatus.RanToCompletion;
}
