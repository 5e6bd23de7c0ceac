using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The cmdlet in a pipeline: rows that arrive during downloads, results as they occur, and all ways to stop.</summary>
public class PipelineTests : ModuleTest
{
    private const string Rows = "$rows = 11..30 | ForEach-Object { [pscustomobject]@{ id = $_; name = \"$_.bin\" } };";

    [Fact]
    public async Task Downloads_start_while_rows_still_arrive()
    {
        Publish(11);
        using var input = new PSDataCollection<PSObject>();
        using var output = new PSDataCollection<PSObject>();
        using var shell = Session.Create();
        shell.AddCommand("Save-FigsharePlate").AddParameter("Destination", Folder);
        var running = shell.InvokeAsync(input, output);

        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("id", "11"));
        input.Add(row);
        await Figshare.Log.WaitForAsync(request => request is { Point: FaultPoint.Storage, Range: null }, Stop);

        Assert.False(running.IsCompleted);
        input.Complete();
        await running;
        Assert.Single(output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_throttle_limit_holds_over_all_rows(int limit)
    {
        for (var id = 11; id <= 30; id++)
        {
            Publish(id);
        }

        using var hold = Figshare.Faults.HoldBodies(afterBytes: 100);
        var running = Task.Run(() => Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder -ThrottleLimit {limit}"), Stop);
        await Figshare.Log.WaitForCurrentBodiesAsync(limit, Stop);
        hold.Release();

        Assert.Equal(20, (await running).Clean().Output.Count);
        Assert.Equal(limit, Figshare.Log.MaximumConcurrentFiles);
    }

    [Fact]
    public async Task Partial_files_can_be_resumed_after_the_pipeline_was_stopped()
    {
        for (var id = 11; id <= 30; id++)
        {
            Publish(id, 2 << 20);
        }

        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1 << 20);
        using var shell = Session.Create();
        shell.AddScript($"{Rows} $rows | Save-FigsharePlate -Destination $Folder");
        var running = shell.BeginInvoke();
        await Figshare.Log.WaitForCurrentBodiesAsync(5, Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.bin"));
        hold.Release();
        Assert.Equal(20, Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder").Clean().Output.Count);
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_all_downloads()
    {
        for (var id = 11; id <= 30; id++)
        {
            Publish(id, 2 << 20);
        }

        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1 << 20);
        using var fail = Figshare.Faults.HoldBodies(afterBytes: 1 << 20);
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 15 });

        var outcome = await Task.Run(
            () => Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder -ErrorAction Stop"), Stop).WaitAsync(Stop);

        Assert.IsType<ActionPreferenceStopException>(outcome.Thrown);
        Assert.Contains("15.bin (file 15)", outcome.Thrown.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.bin"));
    }

    [Fact]
    public async Task A_consumer_that_throws_ends_the_run()
    {
        Publish(11);
        Publish(12, 2 << 20);
        Figshare.Faults.Add(Fault.Stall(1 << 20) with { FileId = 12 });

        var outcome = await Task.Run(
            () => Run("11, 12 | ForEach-Object { [pscustomobject]@{ id = $_; name = \"$_.bin\" } } | "
                + "Save-FigsharePlate -Destination $Folder | ForEach-Object { throw 'enough' }"), Stop).WaitAsync(Stop);

        Assert.Contains("enough", outcome.Thrown!.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "12.bin")));
    }

    [Fact]
    public void Progress_ends_with_every_bar_closed_children_first()
    {
        for (var id = 11; id <= 30; id++)
        {
            Publish(id);
        }

        var outcome = Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder").Clean();

        var bars = outcome.Progress.GroupBy(record => record.ActivityId).ToList();
        Assert.NotEmpty(bars);
        Assert.All(bars, bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
        Assert.Equal(-1, outcome.Progress[^1].ParentActivityId);
        Assert.All(outcome.Progress, record => Assert.InRange(record.PercentComplete, -1, 100));
    }

    [Fact]
    public void A_pipeline_that_ends_early_leaves_no_bar_open()
    {
        for (var id = 11; id <= 30; id++)
        {
            Publish(id);
        }

        var outcome = Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder | ForEach-Object {{ throw 'enough' }}");

        Assert.NotNull(outcome.Thrown);
        Assert.All(outcome.Progress.GroupBy(record => record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Theory]
    [InlineData("$ProgressPreference = 'SilentlyContinue';", "")]
    [InlineData("", "-ProgressAction Ignore")]
    public void Hidden_progress_is_not_computed(string before, string parameter)
    {
        Publish(11);

        Assert.Empty(Run($"{before} Save-FigsharePlate 11 -Destination $Folder {parameter}").Clean().Progress);
    }
}
