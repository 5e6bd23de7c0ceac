using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>
/// The presigned URLs of queued plates, which are requested while other plates are downloaded. In these runs, one plate is
/// downloaded at a time, and the first one has ended when the second one begins.
/// </summary>
public class RedirectsAheadTests : TransferTest
{
    private SaveOptions OneAtATime => Options with { ThrottleLimit = 1 };

    [Fact]
    public async Task Redirect_of_the_next_plate_comes_during_a_download()
    {
        var plates = PublishPlates(3);
        using var run = await StartUntilSecondAsync(plates);

        await Figshare.Log.WaitForAsync(request => IsRedirect(request, 102), Stop);

        await EndAsync(run, plates);
        Assert.Equal(3, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task Only_one_redirect_for_each_slot_comes_ahead()
    {
        var plates = PublishPlates(5);
        using var run = await StartUntilSecondAsync(plates);
        await Figshare.Log.WaitForAsync(request => IsRedirect(request, 102), Stop);

        Assert.DoesNotContain(Figshare.Log.Snapshot(), request => IsRedirect(request, 103));

        await EndAsync(run, plates);
        Assert.Equal(5, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task Plate_that_is_there_gets_no_redirect()
    {
        var plates = PublishPlates(3);
        await SaveAsync(plates[2]);
        Figshare.Log.Clear();

        using var run = await StartUntilSecondAsync(plates);
        await EndAsync(run, plates);

        Assert.Equal([100, 101], Figshare.Log.Snapshot().Select(request => request.FileId).Distinct());
    }

    [Fact]
    public async Task Plate_waits_for_its_redirect_that_is_on_its_way()
    {
        var plates = PublishPlates(3);
        Figshare.Faults.Add(Fault.Stall(0, FaultPoint.Redirect) with { FileId = 102 });
        using var run = await StartUntilSecondAsync(plates);
        await Figshare.Faults.WaitForStallsAsync(2, Stop);

        await EndAsync(run, plates);

        Assert.Equal(3, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task URL_that_has_expired_is_requested_again()
    {
        var plates = PublishPlates(3);
        Figshare.Faults.Add(Fault.ForbiddenXml() with { FileId = 102 });
        using var run = await StartUntilSecondAsync(plates);
        await Figshare.Log.WaitForAsync(request => IsRedirect(request, 102), Stop);

        Assert.Empty((await EndAsync(run, plates)).Messages);

        Assert.Equal(2, Figshare.Log.Count(request => IsRedirect(request, 102)));
    }

    [Fact]
    public async Task Refusal_of_a_request_ahead_is_left_to_the_plate()
    {
        var plates = PublishPlates(4);
        var refusal = Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Redirect) with { FileId = 102 });
        using var run = await StartUntilSecondAsync(plates);
        await Figshare.Log.WaitForAsync(request => IsRedirect(request, 102) && request.IsComplete, Stop);
        Figshare.Faults.Remove(refusal);

        Assert.Empty((await EndAsync(run, plates)).Messages);

        // The plate of the refusal asks again, and the last one may get its URL ahead again.
        Assert.Equal(5, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task Host_that_refuses_this_client_is_not_asked_ahead()
    {
        var plates = PublishPlates(3);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect) with { Times = int.MaxValue });
        using var run = await StartUntilSecondAsync(plates);

        await Figshare.Log.WaitForAsync(request => request is { Point: FaultPoint.Downloader, FileId: 102 }, Stop);

        await EndAsync(run, plates);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.Equal(3, Figshare.Log.Count(FaultPoint.Downloader));
    }

    [Fact]
    public async Task Chain_of_redirects_is_not_requested_ahead()
    {
        var plates = PublishPlates(4);
        for (var id = 100; id < 104; id++)
        {
            Figshare.Faults.Add(Fault.RedirectTo($"{Figshare.DownloadUri}files/{id}") with { FileId = id, Times = 9 });
        }

        await SaveAsync(OneAtATime, plates);

        Assert.All(plates, AssertSaved);
        Assert.Equal(4, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.Equal(4, Figshare.Log.Count(FaultPoint.Downloader));
    }

    [Fact]
    public async Task Cancelled_run_ends_its_requests_ahead()
    {
        var plates = PublishPlates(3);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Redirect) with { FileId = 102 });
        using var run = await StartUntilSecondAsync(plates);
        await Figshare.Faults.WaitForStallsAsync(2, Stop);

        run.Run.Cancel();
        await run.Run.Ended.WaitAsync(Stop);

        Assert.Equal(3, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task Redirect_that_would_wait_for_the_pace_does_not_come_ahead()
    {
        var plates = PublishPlates(3);
        // The API redirects the first plate, the downloader the second one.
        PauseSecond();
        using var run = new PacedSave(OneAtATime, Pace(burst: 1));
        plates.ForEach(plate => Assert.True(run.Run.TryAdd(plate)));
        await WaitForSecondAsync();

        await EndAsync(run, plates);

        Assert.Equal([TimeSpan.FromSeconds(1)], Clock.Waits);
    }

    [Fact]
    public async Task Paced_run_requests_no_redirect_twice()
    {
        var plates = PublishPlates(24);
        using var run = new PacedSave(Options with { ThrottleLimit = 4 }, Pace(burst: 3));
        foreach (var plate in plates)
        {
            while (!run.Run.TryAdd(plate))
            {
                await run.WaitForEventAsync(Stop);
            }
        }

        Assert.Equal(24, (await run.EndAsync(Stop)).Results.Count);
        Assert.Equal(24, Figshare.Log.Count(request => request.Point is FaultPoint.Redirect or FaultPoint.Downloader));
    }

    [Fact]
    public void Only_a_plate_of_which_nothing_is_on_disk_is_a_new_download()
    {
        var row = new FigsharePlate { FileId = 1, FileName = "1.bin", Length = 5 };
        ClaimedTarget Granted(string name) => new(TargetClaim.Granted, Path.Combine(Folder, name));
        File.WriteAllText(Path.Combine(Folder, "there.bin"), "");
        File.WriteAllText(Path.Combine(Folder, "begun.bin.part-state"), "");

        Assert.True(PlateResolver.IsNewDownload(row, Granted("1.bin")));
        Assert.False(PlateResolver.IsNewDownload(row, Granted("there.bin")));
        Assert.False(PlateResolver.IsNewDownload(row, Granted("begun.bin")));
        Assert.False(PlateResolver.IsNewDownload(row, Granted("1.bin") with { Claim = TargetClaim.Taken }));
        Assert.False(PlateResolver.IsNewDownload(row, default));
        Assert.False(PlateResolver.IsNewDownload(row with { FileId = 0 }, Granted("1.bin")));
        // The API is asked for the MD5 first.
        Assert.False(PlateResolver.IsNewDownload(row with { ArticleId = 4 }, Granted("1.bin")));
    }

    private static bool IsRedirect(WireRequest request, long fileId) =>
        request.Point == FaultPoint.Redirect && request.FileId == fileId;

    private List<FigsharePlate> PublishPlates(int count) =>
        [.. Enumerable.Range(0, count).Select(index => PublishBytes(fileId: 100 + index))];

    private ApiRateLimiter Pace(int burst) => new(burst, TimeSpan.FromSeconds(1), Clock) { LimitsThisMachine = true };

    private async Task<SaveUnderTest> StartUntilSecondAsync(IEnumerable<FigsharePlate> plates)
    {
        SaveUnderTest run;
        PauseSecond();
        // All plates are queued before the first one ends.
        using (Figshare.Faults.HoldBodies())
        {
            run = StartSave(OneAtATime, plates);
        }

        await WaitForSecondAsync();
        return run;
    }

    private void PauseSecond() => Figshare.Faults.Add(Fault.Stall(1000) with { FileId = 101 });

    /// <summary>Waits until the body of the second plate pauses. The first plate has ended then.</summary>
    private async Task WaitForSecondAsync()
    {
        await Figshare.Log.WaitForBodyBytesAsync(101, 1000, Stop);
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
    }

    private async Task<RunOutcome<PlateResult>> EndAsync(RunUnderTest<SaveRun, PlateResult> run, List<FigsharePlate> plates)
    {
        Figshare.Faults.ReleaseStalls();
        var outcome = await run.EndAsync(Stop);
        Assert.Equal(plates.Select(PathOf), outcome.Results.Select(result => result.Path));
        Assert.All(plates, AssertSaved);
        return outcome;
    }

    private sealed class PacedSave(SaveOptions options, ApiRateLimiter limiter)
        : RunUnderTest<SaveRun, PlateResult>(onEvent => new SaveRun(options, onEvent, limiter));
}
