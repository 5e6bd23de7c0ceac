using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Sources;

/// <summary>The two hosts that redirect to the storage, each of which may be asked once a second.</summary>
public class HostPaceTests : TransferTest
{
    [Fact]
    public async Task Plates_that_would_wait_for_the_API_come_by_the_downloader()
    {
        var plates = Enumerable.Range(0, 4).Select(index => PublishBytes(fileId: 100 + index)).ToList();

        Assert.Equal(4, (await SaveAsync(burst: 2, Options, plates)).Results.Count);

        // A plate that has chosen the API may find that another one has taken its place, and wait there.
        Assert.InRange(Figshare.Log.Count(FaultPoint.Downloader), 1, 2);
        Assert.Equal(4, Figshare.Log.Count(FaultPoint.Redirect) + Figshare.Log.Count(FaultPoint.Downloader));
    }

    [Fact]
    public async Task A_downloader_that_refuses_leaves_the_plates_to_the_API()
    {
        var plates = Enumerable.Range(0, 2).Select(index => PublishBytes(fileId: 100 + index)).ToList();
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Downloader) with { Times = int.MaxValue });

        Assert.Equal(2, (await SaveAsync(burst: 1, Options, plates)).Results.Count);

        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.Equal([TimeSpan.FromSeconds(1)], Clock.Waits);
    }

    [Fact]
    public async Task With_a_token_the_API_is_asked_first()
    {
        var plates = Enumerable.Range(0, 2).Select(index => PublishBytes(fileId: 100 + index)).ToList();
        var token = new FigshareSecret("token");

        Assert.Equal(2, (await SaveAsync(burst: 1, Options with { Token = token }, plates)).Results.Count);

        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
    }

    private async Task<RunOutcome<PlateResult>> SaveAsync(
        int burst, SaveOptions options, IEnumerable<FigsharePlate> plates)
    {
        var limiter = new ApiRateLimiter(burst, TimeSpan.FromSeconds(1), Clock) { LimitsThisMachine = true };
        using var run = new PacedSave(options with { ThrottleLimit = 1 }, limiter);
        foreach (var plate in plates)
        {
            Assert.True(run.Run.TryAdd(plate));
        }

        return await run.EndAsync(Stop);
    }

    private sealed class PacedSave(SaveOptions options, ApiRateLimiter limiter)
        : RunUnderTest<SaveRun, PlateResult>(onEvent => new SaveRun(options, onEvent, limiter));
}
