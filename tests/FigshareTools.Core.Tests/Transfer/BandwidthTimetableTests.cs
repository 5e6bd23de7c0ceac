using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Timing;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public class BandwidthTimetableTests : TransferTest
{
    private const int RateBytes = 64 << 10;
    private const int ReadBytes = 4096;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>02:00 becomes 03:00: the entry of 02:30 begins with the jump.</summary>
    [Fact]
    public void In_spring_an_entry_of_the_missing_hour_begins_at_the_jump()
    {
        var changes = Follow(["01:00=1", "02:30=2", "04:00=4"], new DateTime(2026, 3, 29, 0, 30, 0), seconds: 4 * 3600);

        Assert.Equal(
            [(4, "23:30:00"), (1, "00:00:00"), (2, "01:00:00"), (4, "02:00:00")],
            changes.Select(change => (change.Limit, change.Utc)));
    }

    /// <summary>03:00 becomes 02:00: the hour is there twice, and so are its entries.</summary>
    [Fact]
    public void In_autumn_the_limits_of_the_repeated_hour_hold_twice()
    {
        var changes = Follow(["01:00=1", "02:30=2", "04:00=4"], new DateTime(2026, 10, 25, 0, 30, 0), seconds: 5 * 3600);

        Assert.Equal(
            [(4, "22:30:00"), (1, "23:00:00"), (2, "00:30:00"), (1, "01:00:00"), (2, "01:30:00"), (4, "03:00:00")],
            changes.Select(change => (change.Limit, change.Utc)));
    }

    [Fact]
    public void A_clock_that_is_set_is_noticed_within_a_second()
    {
        var limits = new List<long>();
        using var timetable = Timetable(["08:00=10MB", "18:00=0"], maximum: 0, limits);
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(7));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([10 << 20, 0], limits);
    }

    [Fact]
    public void The_smaller_one_of_both_limits_holds()
    {
        var limits = new List<long>();
        using var timetable = Timetable(["12:00=100", "13:00=0", "14:00=2000", "15:00=0"], maximum: 1000, limits);

        for (var hour = 0; hour < 4; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
        }

        // After 13:00, the other limit holds throughout.
        Assert.Equal([100, 1000], limits);
    }

    [Fact]
    public async Task A_limit_that_ends_in_mid_plate_lets_the_rest_through()
    {
        var plate = PublishBytes(4 << 20);
        using var run = StartSave(Limited("12:00=64KB", "12:01=0"), plate);
        run.Run.Complete();
        long downloaded = 0;
        for (var reads = 1; reads <= 32; reads++)
        {
            await run.WaitForProgressAsync(progress => progress.DownloadedBytes > downloaded, Stop);
            downloaded = run.Run.Progress().DownloadedBytes;
            Assert.InRange(downloaded, 1, reads * ReadBytes);
            _clock.Advance(TimeSpan.FromSeconds((double)ReadBytes / RateBytes));
        }

        _clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(2));

        // The clock stands still from now on.
        Assert.Equal(VerificationLevel.Md5, (await run.EndAsync(Stop)).Result.Verified);
    }

    [Fact]
    public async Task A_limit_that_begins_in_mid_plate_holds_at_once()
    {
        const int Before = 1 << 20;
        var plate = PublishBytes(8 << 20);
        using var hold = Figshare.Faults.HoldBodies(Before);
        using var run = StartSave(Limited("12:00=0", "12:01=64KB") with { SegmentCount = 1 }, plate);
        run.Run.Complete();
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes == Before, Stop);
        _clock.Advance(TimeSpan.FromMinutes(1));

        hold.Release();
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes > Before, Stop);
        // The read that was waiting brings what has arrived, at most one buffer.
        var first = run.Run.Progress().DownloadedBytes - Before;
        _clock.Advance(TimeSpan.FromSeconds((double)first / RateBytes));
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes > Before + first, Stop);

        Assert.InRange(first, 1, 512 << 10);
        Assert.InRange(run.Run.Progress().DownloadedBytes - Before - first, 1, ReadBytes);
        run.Run.Cancel();
        await run.EndAsync(Stop);
        Assert.InRange(new FileInfo(PartialPathOf(plate)).Length - Before - first, 1, ReadBytes);
    }

    private static List<(long Limit, string Utc)> Follow(string[] entries, DateTime local, int seconds)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var clock = new FakeTimeProvider(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime());
        clock.SetLocalTimeZone(zone);
        var changes = new List<(long Limit, string Utc)>();
        using var timetable = new BandwidthTimetable(
            BandwidthSchedule.Parse(entries), maximum: 0, clock,
            period => changes.Add((period.BytesPerSecond, clock.GetUtcNow().ToString("HH:mm:ss", null))));
        for (var second = 0; second < seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return changes;
    }

    private BandwidthTimetable Timetable(string[] entries, long maximum, List<long> limits) => new(
        BandwidthSchedule.Parse(entries), maximum, _clock, period => limits.Add(period.BytesPerSecond));

    private SaveOptions Limited(params string[] entries) =>
        Options with { Clock = _clock, BandwidthSchedule = BandwidthSchedule.Parse(entries), OperationTimeout = TimeSpan.Zero };
}
