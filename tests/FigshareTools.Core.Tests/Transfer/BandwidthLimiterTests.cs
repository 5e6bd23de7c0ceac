using System;
using System.Collections.Generic;
using System.IO;
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

internal static class Tasks
{
    public static bool IsCompletedSuccessfully(this Task task) => task.Status == TaskStatus.RanToCompletion;
}
