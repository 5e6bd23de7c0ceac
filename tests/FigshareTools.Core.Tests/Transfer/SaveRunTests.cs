using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Runs over several plates: how many are in flight, how progress adds up, and how a run ends.</summary>
public class SaveRunTests : TransferTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Plates_in_flight_reach_but_never_exceed_the_throttle_limit(int limit)
    {
        FigsharePlate[] plates = [.. Enumerable.Range(100, 20).Select(id => PublishBytes(fileId: id))];
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1000);

        var saving = SaveAsync(Options with { ThrottleLimit = limit }, plates);
        await Figshare.Log.WaitForCurrentBodiesAsync(limit, Stop);
        hold.Release();
        var outcome = await saving;

        Assert.Equal(20, outcome.Results.Count);
        Assert.Equal(limit, Figshare.Log.MaximumConcurrentFiles);
    }

    [Fact]
    public async Task The_next_plates_start_while_downloaded_ones_are_verified()
    {
        FigsharePlate[] plates = [.. Enumerable.Range(100, 4).Select(id => PublishBytes(fileId: id))];
        using var allRequested = new ManualResetEventSlim();
        var results = new ConcurrentQueue<string?>();
        // No event returns to its plate before all four plates are requested.
        using var run = new SaveRun(Options with { ThrottleLimit = 2 }, plateEvent =>
        {
            if (plateEvent is PlateEvent.Completed { Result: PlateResult result })
            {
                allRequested.Wait(Stop);
                results.Enqueue(result.Md5);
            }
        });
        Assert.All(plates, plate => Assert.True(run.TryAdd(plate)));
        run.Complete();

        foreach (var plate in plates)
        {
            await Figshare.Log.WaitForAsync(
                request => request.Point == FaultPoint.Storage && request.FileId == plate.FileId, Stop);
        }

        allRequested.Set();
        await run.Ended.WaitAsync(Stop);
        Assert.Equal(plates.Select(plate => plate.Md5).Order(), results.Order());
    }

    [Fact]
    public async Task Work_starts_with_the_first_plate()
    {
        var plate = PublishBytes();
        using var run = StartSave(Options, plate);

        await Figshare.Log.WaitForAsync(request => request.Point == FaultPoint.Storage, Stop);

        await run.EndAsync(Stop);
        AssertSaved(plate);
    }

    [Fact]
    public async Task The_queue_is_bounded()
    {
        PublishBytes();
        using var hold = Figshare.Faults.HoldBodies();
        using var run = new SaveUnderTest(Options with { ThrottleLimit = 1 });

        var queued = Enumerable.Range(0, 1000).Count(
            i => run.Run.TryAdd(new FigsharePlate { FileId = 100, FileName = $"{i}.bin" }));

        Assert.InRange(queued, 16, 18);
        run.Run.Cancel();
        await run.EndAsync(Stop);
    }

    [Fact]
    public async Task Cancelling_ends_the_run_and_keeps_downloaded_bytes()
    {
        FigsharePlate[] plates = [.. Enumerable.Range(100, 5).Select(id => PublishBytes(2 << 20, id))];
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1 << 20);
        using var run = StartSave(Options, plates);
        foreach (var plate in plates)
        {
            await Figshare.Log.WaitForBodyBytesAsync(plate.FileId, 1 << 20, Stop);
        }

        run.Run.Cancel();
        var outcome = await run.EndAsync(Stop);

        Assert.Empty(outcome.Results);
        Assert.Empty(outcome.Failures);
        Assert.All(plates, plate => Assert.False(File.Exists(PathOf(plate))));
        hold.Release();
        Assert.Equal(5, (await SaveAsync(plates)).Results.Count);
        Assert.All(plates, AssertSaved);
    }

    [Fact]
    public async Task Progress_adds_up_at_the_end()
    {
        FigsharePlate[] plates = [.. Enumerable.Range(100, 4).Select(id => PublishBytes(50_000, id))];
        using var run = StartSave(
            Options, plates.Select(plate => plate.FileId == 101 ? plate with { Length = null } : plate));

        await run.EndAsync(Stop);
        var progress = run.Run.Progress();

        Assert.Equal((4L, 4L, 200_000L, 200_000L, 200_000L),
            (progress.Plates, progress.Ended, progress.DoneBytes, progress.TotalBytes, progress.DownloadedBytes));
        Assert.Empty(progress.InFlight);
    }

    [Fact]
    public async Task Progress_shows_the_plates_in_flight()
    {
        var plate = PublishBytes(2 << 20);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1 << 20);
        using var run = StartSave(Options, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes > 0, Stop);

        var inFlight = Assert.Single(run.Run.Progress().InFlight);

        Assert.Equal((plate.Plate, 0, plate.Length), (inFlight.Label, inFlight.Index, inFlight.Length));
        hold.Release();
        await run.EndAsync(Stop);
    }

    [Fact]
    public async Task An_idle_run_ends_at_once()
    {
        using var run = new SaveUnderTest(Options);

        Assert.Empty((await run.EndAsync(Stop)).Results);
    }
}
