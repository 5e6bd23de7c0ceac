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
            if (status.StartsWith("waiting", StringComparison.Ordinal))
            {
                waiting.TrySetResult(status);
            }
        };
        shell.AddCommand("Save-FigsharePlate").AddParameter("FileId", 11L).AddParameter("Destination", Folder);
        var running = shell.BeginInvoke();

        Assert.Matches(
            @"^waiting (120|11\d) s: 127\.0\.0\.1 refuses this network \(HTTP 202\)$", await waiting.Task.WaitAsync(Stop));

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    [Theory]
    [InlineData("Get-FigshareManifest 4 -MaximumOutageMinutes 60", "article 4")]
    [InlineData("Find-FigshareArticle plates -MaximumOutageMinutes 60", "search")]
    public async Task Listings_and_searches_show_their_waits_too(string line, string title)
    {
        Publish(11);
        RefuseEverything();
        using var shell = Session.Create();
        var waiting = new TaskCompletionSource<ProgressRecord>(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Streams.Progress.DataAdded += (_, added) => waiting.TrySetResult(shell.Streams.Progress[added.Index]);
        shell.AddScript(line + " -Verbose");
        var running = shell.BeginInvoke();

        var record = await waiting.Task.WaitAsync(Stop);
        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Equal(title, record.Activity);
        Assert.Matches(@"^waiting (120|11\d) s: 127\.0\.0\.1 refuses this network \(HTTP 202\)$", record.StatusDescription);
        Assert.Contains(shell.Streams.Verbose, message => message.Message == $"{title}: {record.StatusDescription}");
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
