using System;
using System.IO;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>examples/mirror.ps1: the exit codes of runs that did not save everything, and what such runs leave.</summary>
public sealed class MirrorScriptExitCodeTests : MirrorScriptTest
{
    [Fact]
    public void Deadline_is_3_and_leaves_the_manifest()
    {
        Run();
        var recorded = File.ReadAllText(Manifest);
        PublishNext();
        using var hold = Scripts.Figshare.Faults.HoldBodies(afterBytes: 1000);
        Scripts.SetDefault("Save-FigsharePlate:StopAfter", "'00:00:02'");

        Assert.Equal(3, Run());
        Assert.Equal(recorded, File.ReadAllText(Manifest));
    }

    [Fact]
    public void Deadline_during_the_second_attempt_is_3()
    {
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 2 });
        Scripts.Figshare.Faults.Add(Fault.Stall(afterBytes: 1000) with { FileId = 2, Times = int.MaxValue });
        Scripts.SetDefault("Save-FigsharePlate:StopAfter", "'00:00:02'");

        Assert.Equal(3, Run());
        Assert.False(File.Exists(Manifest));
    }

    [Fact]
    public void Deadline_during_the_listing_is_3_and_leaves_no_manifest()
    {
        Scripts.SetDefault("Save-FigsharePlate:StopAt", "[datetime]'2020-01-01'");

        Assert.Equal(3, Run());

        Assert.Contains("0 of 2 plates are there.", Output, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void Deadline_before_the_second_attempt_is_3_and_names_what_failed()
    {
        // The first attempt saves 1.bin.
        Scripts.SetDefault("Save-FigsharePlate:StopAt", $$"""
            { if ([IO.File]::Exists('{{Folder.PathOf("1.bin")}}')) { [datetime]'2020-01-01' } else { [datetime]'2099-01-01' } }
            """);
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 2 });

        Assert.Equal(3, Run());

        Assert.StartsWith("2 (file 2): Figshare knows no such public file", Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 plates are there.", Output, StringComparison.Ordinal);
        Assert.Equal(["1.bin"], Files());
    }

    [Theory]
    [InlineData("6")]
    [InlineData("24:00")]
    [InlineData("tomorrow")]
    public void StopAt_that_is_no_time_of_the_day_is_2(string stopAt)
    {
        Assert.Equal(2, Run("-StopAt", stopAt));

        Assert.Contains($"-StopAt '{stopAt}' is no time of the day", Scripts.Error, StringComparison.Ordinal);
        Assert.Empty(Scripts.Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("06:30")]
    [InlineData("18:45:30")]
    public void StopAt_is_the_next_time_that_the_clock_shows_it(string stopAt)
    {
        var log = Folder.PathOf("night.jsonl");
        Scripts.SetDefault("Save-FigsharePlate:LogPath", $"'{log}'");

        Assert.Equal(0, Run("-StopAt", stopAt));

        NightLog.AssertStopsAt(stopAt, log);
    }

    [Fact]
    public void Dataset_with_a_file_that_is_called_like_the_manifest_is_2()
    {
        Publish((1, "1.bin"), (2, ".FIGSHARE-MIRROR.csv"));

        Assert.Equal(2, Run());

        Assert.Contains("a name that this script needs", Scripts.Error, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plate,figshare_id\n")]
    [InlineData("\0\u0001 no table")]
    [InlineData("plate,figshare_id\nSQ1,one\n")]
    public void Manifest_that_lists_no_plate_is_2_and_stays(string manifest)
    {
        Folder.Write(ManifestName, manifest);

        Assert.Equal(2, Run());
        Assert.StartsWith("Nothing could be done: ", Scripts.Error, StringComparison.Ordinal);
        Assert.Equal(manifest, File.ReadAllText(Manifest));
    }

    [Fact]
    public void Dataset_of_which_no_plate_can_be_saved_is_2()
    {
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { Times = int.MaxValue });

        Assert.Equal(2, Run());
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("no dataset")]
    public void Dataset_that_is_not_there_is_2_and_leaves_no_manifest(string dataset)
    {
        Dataset = dataset;

        Assert.Equal(2, Run());

        Assert.Empty(Files());
    }

    [Fact]
    public void Missing_parameter_is_2_and_asks_nothing() => Assert.Equal(2, Scripts.Run("mirror.ps1", "-Dataset", "4"));
}
