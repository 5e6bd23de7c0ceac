using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The log of Save-FigsharePlate.</summary>
public sealed class LogPathTests : ModuleTest
{
    private const string Save = "Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder/plates -LogPath $Folder/night.jsonl";

    [Fact]
    public void Each_run_is_appended_with_its_end()
    {
        Publish(11);
        Publish(12);

        Run(Save).Clean();
        Run(Save).Clean();

        var lines = Lines();
        Assert.Equal(2, lines.Select(line => (string)line["run"]!).Distinct().Count());
        Assert.Equal(
            ["completed 2 0 0", "completed 0 2 0"],
            lines.Where(line => (string)line["event"]! == "runEnded")
                .Select(line => $"{line["reason"]} {line["saved"]} {line["skipped"]} {line["failed"]}"));
        Assert.All(lines, line => Assert.Equal(1, (int)line["schema"]!));
        Assert.Matches(@"^\S.* \d+\.\d+", (string)lines[0]["shell"]!);
        Assert.Equal(Path.Combine(Folder, "plates"), (string)lines[0]["destination"]!);
    }

    [Theory]
    [InlineData("-ErrorAction Stop", "error")]
    [InlineData("| ForEach-Object { throw 'enough' }", "error")]
    [InlineData("| ForEach-Object { break }", "stopped")]
    public void Log_says_why_the_run_has_ended(string rest, string reason)
    {
        Publish(11);
        if (rest.Contains("Stop", StringComparison.Ordinal))
        {
            Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { Times = int.MaxValue });
            Figshare.Faults.Add(Fault.NotFound(FaultPoint.Downloader) with { Times = int.MaxValue });
        }

        Run($"foreach ($once in 1) {{ {Save} {rest} }}");

        Assert.Equal(reason, (string)Lines()[^1]["reason"]!);
    }

    [Fact]
    public async Task Log_of_a_run_that_is_stopped_says_so()
    {
        Publish(11);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 100);
        using var shell = Session.Create();
        shell.AddScript(Save);
        var running = shell.BeginInvoke();
        await Figshare.Log.WaitForCurrentBodiesAsync(1, Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));

        Assert.Equal("stopped", (string)Lines()[^1]["reason"]!);
    }

    [Fact]
    public void A_folder_as_log_ends_the_cmdlet_before_anything_starts()
    {
        Publish(11);

        var outcome = Run("Save-FigsharePlate 11 -Destination $Folder/plates -LogPath $Folder");

        Assert.StartsWith(
            "LogNotWritable,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, Figshare.Log.Count(_ => true));
    }

    [Fact]
    public void A_manifest_as_log_ends_the_cmdlet_and_is_kept()
    {
        Publish(11);
        var manifest = Path.Combine(Folder, "manifest.csv");
        File.WriteAllText(manifest, "file_id,name\n11,a.bin\n");

        foreach (var rows in new[] { "Save-FigsharePlate -Path $Folder/manifest.csv", "11 | Save-FigsharePlate" })
        {
            var error = Assert.Single(Run($"{rows} -Destination $Folder/plates -LogPath $Folder/manifest.csv").Errors);

            Assert.StartsWith("LogNotWritable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(
                "it is not the log of a run; give another path with -LogPath", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("file_id,name\n11,a.bin\n", File.ReadAllText(manifest));
        Assert.Equal(0, Figshare.Log.Count(_ => true));
    }

    [Theory]
    [InlineData("-Path $Folder/empty.csv")]
    [InlineData("-Path $Folder/*.csv")]
    [InlineData("-LiteralPath $Folder/empty.csv")]
    public void The_log_of_a_run_is_not_its_manifest(string path)
    {
        File.WriteAllText(Path.Combine(Folder, "empty.csv"), "");

        var error = Assert.Single(Run($"Save-FigsharePlate {path} -Destination $Folder -LogPath $Folder/empty.csv").Errors);

        Assert.StartsWith("LogNotWritable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("it is a manifest of the same run", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_Linux_names_that_differ_in_case_are_two_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "On this system, they are usually one file.");
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "A.csv"), "file_id,name\n11,a.bin\n");

        var outcome = Run("Save-FigsharePlate -Path $Folder/A.csv -Destination $Folder/plates -LogPath $Folder/a.csv").Clean();

        Assert.Equal(["Downloaded"], outcome.Texts("Status"));
    }

    [Fact]
    public void A_log_on_a_full_disk_is_one_warning_and_the_plates_are_saved()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        Publish(11);
        Publish(12);

        var outcome = Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -LogPath /dev/full").Clean();

        Assert.Equal(2, outcome.Output.Count);
        Assert.StartsWith("the log '/dev/full' cannot be written", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_no_log()
    {
        Publish(11);

        Run(Save + " -WhatIf");

        Assert.False(File.Exists(Path.Combine(Folder, "night.jsonl")));
    }

    private List<JsonObject> Lines() =>
    [
        .. File.ReadAllLines(Path.Combine(Folder, "night.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()),
    ];
}
