using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Runs that end at a time, whatever is done.</summary>
public class DeadlineTests : TransferTest
{
    private const int Length = 4 << 20;
    private const int HeldAfter = 3 << 20;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 21, 0, 0, TimeSpan.Zero));

    private SaveOptions UntilMorning => Options with
    {
        Clock = _clock,
        StopAt = new DateTimeOffset(2026, 11, 25, 6, 30, 0, TimeSpan.Zero),
        ThrottleLimit = 2,
        OperationTimeout = TimeSpan.Zero,
    };

    [Fact]
    public async Task Each_plate_that_is_not_done_is_one_error()
    {
        var plates = PublishPlates(5);
        using var hold = Figshare.Faults.HoldBodies(HeldAfter);
        using var run = StartSave(UntilMorning, plates.Take(4));
        await WaitForTwoHeldPlatesAsync(run);

        _clock.Advance(TimeSpan.FromHours(9.5));
        Assert.True(run.Run.TryAdd(plates[4]));
        var outcome = await run.EndAsync(Stop);

        Assert.Empty(outcome.Results);
        Assert.All(outcome.Failures, failure => Assert.Equal(FigshareErrorId.DeadlineReached, failure.Error.ErrorId));
        Assert.Equal([100, 101, 102, 103, 104], outcome.Failures.Select(failure => failure.Plate.FileId).Order());
        Assert.Equal(
            "100 (file 100): the deadline of 2026-11-25 06:30:00 was reached and 3.15 MB of 4.19 MB are kept; the next run "
            + "resumes.", MessageOf(outcome, 100));
        foreach (var id in new long[] { 102, 103, 104 })
        {
            Assert.EndsWith(
                "was reached before its download began; the next run continues with it.", MessageOf(outcome, id),
                StringComparison.Ordinal);
        }

        Assert.Equal((5, 5), (run.Run.Progress().Plates, run.Run.Progress().Ended));
        Assert.Equal(2, Figshare.Log.MaximumConcurrentFiles);
    }

    [Fact]
    public async Task The_next_run_resumes_what_the_deadline_stopped()
    {
        var plates = PublishPlates(3);
        using var hold = Figshare.Faults.HoldBodies(HeldAfter);
        using var run = StartSave(UntilMorning, plates);
        await WaitForTwoHeldPlatesAsync(run);
        _clock.Advance(TimeSpan.FromHours(9.5));
        await run.EndAsync(Stop);
        await Figshare.Log.WaitForNoBodiesAsync(Stop);
        hold.Release();

        var outcome = await SaveAsync(plates);

        Assert.Equal(
            [PlateStatus.Resumed, PlateStatus.Resumed, PlateStatus.Downloaded],
            outcome.Results.OrderBy(result => result.FileId).Select(result => result.Status));
        Assert.All(plates, AssertSaved);
    }

    [Fact]
    public async Task A_plate_that_is_done_before_the_deadline_is_a_result()
    {
        var plate = PublishBytes();
        using var run = StartSave(UntilMorning, plate);

        var outcome = await run.EndAsync(Stop);
        _clock.Advance(TimeSpan.FromHours(10));

        Assert.Equal(VerificationLevel.Md5, outcome.Result.Verified);
    }

    [Fact]
    public async Task An_outage_does_not_outlast_the_deadline()
    {
        var plates = PublishPlates(2);
        foreach (var point in new[] { FaultPoint.Redirect, FaultPoint.Downloader })
        {
            Figshare.Faults.Add(Fault.Challenge(point) with { Times = int.MaxValue });
        }

        using var run = StartSave(
            UntilMorning with { MaximumOutage = TimeSpan.FromDays(30), StopAt = _clock.GetUtcNow().AddSeconds(90) }, plates);
        run.Run.Complete();
        await run.WaitForProgressAsync(
            progress => progress.InFlight.Count(item => item.Activity == PlateActivity.Waiting) == 2, Stop);

        _clock.Advance(TimeSpan.FromSeconds(90));

        var outcome = await run.EndAsync(Stop);
        Assert.Equal(2, outcome.Failures.Count(failure => failure.Error.ErrorId == FigshareErrorId.DeadlineReached));
    }

    [Fact]
    public async Task A_deadline_that_is_over_lets_nothing_begin()
    {
        var outcome = await SaveAsync(UntilMorning with { StopAt = _clock.GetUtcNow() }, PublishPlates(2));

        Assert.Equal(2, outcome.Failures.Count(failure => failure.Error.ErrorId == FigshareErrorId.DeadlineReached));
        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    /// <summary>A machine that sleeps over its deadline stops within a minute after it wakes.</summary>
    [Fact]
    public void A_clock_that_is_set_is_noticed_within_a_minute()
    {
        var reached = 0;
        using var deadline = new Deadline(_clock.GetUtcNow().AddHours(3), _clock, () => reached++);
        _clock.Advance(TimeSpan.FromHours(2));
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(1));
        Assert.Equal(0, reached);

        _clock.Advance(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal(1, reached);
    }

    [Theory]
    [InlineData(null, null, "before its download began; the next run continues with it.")]
    [InlineData(0L, 5L, "and nothing of it is kept; the next run starts it again.")]
    [InlineData(2_000_000L, null, "and 2.00 MB are kept; the next run resumes.")]
    [InlineData(12_300_000_000L, 24_100_000_000L, "and 12.3 GB of 24.1 GB are kept; the next run resumes.")]
    public void The_error_says_how_much_is_kept(long? kept, long? length, string message)
    {
        var error = Deadline.ErrorFor(
            new FigsharePlate { FileId = 11 }, new DateTimeOffset(2026, 11, 25, 6, 30, 0, TimeSpan.FromHours(1)), kept, length);

        Assert.Equal(FigshareErrorId.DeadlineReached, error.ErrorId);
        Assert.Equal($"file 11: the deadline of 2026-11-25 06:30:00 was reached {message}", error.Message);
    }

    private static string MessageOf(RunOutcome<PlateResult> outcome, long fileId) =>
        outcome.Failures.Single(failure => failure.Plate.FileId == fileId).Error.Message;

    private async Task WaitForTwoHeldPlatesAsync(SaveUnderTest run)
    {
        // The run no longer waits for further rows.
        _clock.Advance(DiskSpaceGuard.InitialBatchTime);
        await run.WaitForProgressAsync(
            progress => progress.InFlight.Count(plate => plate is { Activity: PlateActivity.Fetching, Done: HeldAfter }) == 2,
            Stop);
    }

    private List<FigsharePlate> PublishPlates(int count) =>
        [.. Enumerable.Range(100, count).Select(id => PublishBytes(Length, id))];
}
