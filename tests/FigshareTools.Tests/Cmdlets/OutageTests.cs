using System;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The cmdlets while Figshare refuses this network.</summary>
public sealed class OutageTests : ModuleTest
{
    [Theory]
    [InlineData("Save-FigsharePlate 11 -Destination $Folder -MaximumOutageMinutes 0")]
    [InlineData("Get-FigshareManifest 4")]
    [InlineData("Find-FigshareArticle plates")]
    public void Without_an_outage_limit_the_cmdlets_fail_at_once(string line)
    {
        Publish(11);
        RefuseEverything();

        var error = Assert.Single(Run(line).Errors);

        Assert.StartsWith("WafChallenge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_says_why_a_plate_waits_and_the_wait_can_be_stopped()
    {
        Publish(11);
        RefuseEverything();
        using var shell = Session.Create();
        var waiting = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            var status = shell.Streams.Progress[added.Index].StatusDescription;
            if (status.StartsWith("Waiting", StringComparison.Ordinal))
            {
                waiting.TrySetResult(status);
            }
        };
        shell.AddCommand("Save-FigsharePlate").AddParameter("FileId", 11L).AddParameter("Destination", Folder);
        var running = shell.BeginInvoke();

        Assert.Matches(@"^Waiting until \d\d:\d\d: 127\.0\.0\.1 refuses this network$", await waiting.Task.WaitAsync(Stop));

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    private void RefuseEverything()
    {
        foreach (var point in new[] { FaultPoint.Api, FaultPoint.Redirect, FaultPoint.Downloader })
        {
            Figshare.Faults.Add(Fault.Challenge(point) with { Times = int.MaxValue });
        }
    }
}
