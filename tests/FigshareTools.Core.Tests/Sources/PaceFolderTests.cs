using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Pacing;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Sources;

/// <summary>Runs that share a pace folder, as those of a job array do.</summary>
public class PaceFolderTests : TransferTest
{
    private string Shared => Path.Combine(Folder, "pace");

    [Fact]
    public async Task Each_request_of_two_runs_has_a_second_of_its_own()
    {
        var plates = Enumerable.Range(0, 6).Select(index => PublishBytes(fileId: 100 + index)).ToArray();

        // Each run has a clock of its own, which advances by what its one plate waits for.
        var outcomes = await Task.WhenAll(
            SaveAsync(WithFolder(new InstantClock()), plates[..3]), SaveAsync(WithFolder(new InstantClock()), plates[3..]));

        Assert.Equal(6, outcomes.Sum(outcome => outcome.Results.Count));
        Assert.Equal(6, Figshare.Log.Count(FaultPoint.Redirect) + Figshare.Log.Count(FaultPoint.Downloader));
        Assert.Equal(Figshare.Log.Count(FaultPoint.Redirect), SlotsOf(Figshare.ApiUri.Port));
        Assert.Equal(Figshare.Log.Count(FaultPoint.Downloader), SlotsOf(Figshare.DownloadUri.Port));
    }

    [Fact]
    public async Task What_one_run_has_found_out_about_a_host_no_other_run_asks()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect) with { Times = int.MaxValue });
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Downloader) with { Times = int.MaxValue });
        var options = WithFolder(Clock) with { MaximumOutage = default };
        Assert.Equal(FigshareErrorId.WafChallenge, (await SaveAsync(options, plate)).Failure.ErrorId);
        Figshare.Log.Clear();

        Assert.Equal(FigshareErrorId.AccessRefused, (await SaveAsync(options, plate)).Failure.ErrorId);

        Assert.Empty(Figshare.Log.Snapshot());
    }

    private SaveOptions WithFolder(InstantClock clock) =>
        Options with { Clock = clock, Pace = new PaceOptions { Folder = Shared }, ThrottleLimit = 1 };

    private int SlotsOf(int port) => Directory.EnumerateFiles(Shared, $"*_{port}.*.slot").Count();
}
