using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>A separate process that is killed during its downloads.</summary>
public class KilledProcessTests : ModuleTest
{
    private const int Length = 48 << 20;
    private const int ReachedBeforeKill = 24 << 20;
    private const int AllowedAgain = 8 << 20;

    // What the server has sent may still be in the buffers of connections.
    private const int OnItsWay = 4 << 20;

    [Fact]
    public async Task At_most_8_MiB_of_a_plate_are_downloaded_again_after_a_kill()
    {
        SimulatedFile[] files = [Publish(11, Length), Publish(12, Length), Publish(13, Length)];
        using var hold = Figshare.Faults.HoldBodies(afterBytes: ReachedBeforeKill);
        // One connection a plate: on a busy machine the storage seems far away, and more of them would have bytes on their way.
        using (var process = Start("-SegmentCount 1"))
        {
            foreach (var file in files)
            {
                await Figshare.Log.WaitForBodyBytesAsync(file.Id, ReachedBeforeKill, Stop);
                await WaitForPartialLengthAsync(file, ReachedBeforeKill - OnItsWay);
            }

            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        Assert.Empty(Directory.EnumerateFiles(Folder, "*.bin"));
        // The server must have noticed the lost connections: it would count bytes that it sends on them.
        await Figshare.Log.WaitForAsync(_ => Figshare.Log.CurrentBodies == 0, Stop);
        hold.Release();

        using var second = Start();
        var output = await second.StandardOutput.ReadToEndAsync(Stop);
        await second.WaitForExitAsync(Stop);

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(3, output.Split("Resumed").Length - 1);
        foreach (var file in files)
        {
            Assert.Equal(file.Content.Md5, Digest.OfFile(Path.Combine(Folder, file.Name)));
            Assert.InRange(Figshare.Log.BodyBytesSent(file.Id), Length, Length + AllowedAgain);
        }
    }

    [Fact]
    public async Task Log_of_a_killed_run_has_whole_lines_up_to_the_kill()
    {
        var file = Publish(11, Length);
        var log = Path.Combine(Folder, "night.jsonl");
        using var hold = Figshare.Faults.HoldBodies(afterBytes: ReachedBeforeKill);
        using (var process = Start($"-LogPath '{log}'"))
        {
            await Figshare.Log.WaitForBodyBytesAsync(11, ReachedBeforeKill, Stop);
            await WaitForPartialLengthAsync(file, ReachedBeforeKill - OnItsWay);
            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        hold.Release();
        var lines = (await File.ReadAllTextAsync(log, Stop)).Split('\n');
        Assert.Equal("", lines[^1]);
        var names = lines.SkipLast(1).Select(line => (string)JsonNode.Parse(line)!["event"]!).ToList();
        Assert.Equal(["runStarted", "plateStarted", "connections"], names.Take(3));
        Assert.DoesNotContain("runEnded", names);

        using var second = Start($"-LogPath '{log}'");
        await second.WaitForExitAsync(Stop);
        Assert.Contains(await File.ReadAllLinesAsync(log, Stop), line => line.Contains("plateResumed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Process_that_receives_SIGTERM_ends_its_run_and_its_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var file = Publish(11, Length);
        var log = Path.Combine(Folder, "night.jsonl");
        using var hold = Figshare.Faults.HoldBodies(afterBytes: ReachedBeforeKill);
        using (var process = Start($"-LogPath '{log}'"))
        {
            await Figshare.Log.WaitForBodyBytesAsync(11, ReachedBeforeKill, Stop);
            await WaitForPartialLengthAsync(file, ReachedBeforeKill - OnItsWay);
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync(Stop);
            }

            await process.WaitForExitAsync(Stop);
            Assert.Equal(143, process.ExitCode);
        }

        var end = JsonNode.Parse((await File.ReadAllLinesAsync(log, Stop))[^1])!;
        Assert.Equal(("runEnded", "stopped"), ((string)end["event"]!, (string)end["reason"]!));
        Assert.Single(Directory.EnumerateFiles(Folder, "*.part"));
    }

    private async Task WaitForPartialLengthAsync(SimulatedFile file, long length)
    {
        var pattern = file.Name + ".*.part";
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Folder, pattern);
        watcher.Created += (_, _) => Evaluate();
        watcher.Changed += (_, _) => Evaluate();
        watcher.EnableRaisingEvents = true;
        Evaluate();
        await reached.Task.WaitAsync(Stop);

        void Evaluate()
        {
            if (new DirectoryInfo(Folder).EnumerateFiles(pattern).Any(partial => partial.Length >= length))
            {
                reached.TrySetResult();
            }
        }
    }

    private Process Start(string options = "")
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["FIGSHARE_API_URI"] = Figshare.ApiUri.ToString(),
                ["FIGSHARE_DOWNLOAD_URI"] = Figshare.DownloadUri.ToString(),
            },
        };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "FigshareTools.Host.dll"),
            "-ModulePath", ModuleUnderTest.Manifest,
            "-Command", $"Get-FigshareManifest 4 | Save-FigsharePlate -Destination '{Folder}' {options}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
