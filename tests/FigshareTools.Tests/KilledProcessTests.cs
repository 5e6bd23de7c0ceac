using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>A process of its own, killed in the middle of its work.</summary>
public class KilledProcessTests : ModuleTest
{
    private const int Length = 48 << 20;
    private const int ReachedBeforeKill = 24 << 20;
    private const int AllowedAgain = 8 << 20;

    [Fact]
    public async Task After_a_kill_at_most_8_MiB_a_plate_are_fetched_again()
    {
        SimulatedFile[] files = [Publish(11, Length), Publish(12, Length), Publish(13, Length)];
        using var hold = Figshare.Faults.HoldBodies(afterBytes: ReachedBeforeKill);
        using (var process = Start())
        {
            foreach (var file in files)
            {
                await Figshare.Log.WaitForBodyBytesAsync(file.Id, ReachedBeforeKill, Stop);
                while (PartialLength(file) < ReachedBeforeKill - AllowedAgain)
                {
                    await Task.Yield();
                }
            }

            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        Assert.Empty(Directory.EnumerateFiles(Folder, "*.bin"));
        // Released before it has noticed that nobody listens, the server would count what it sends to nobody.
        while (Figshare.Log.CurrentBodies > 0)
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }

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

    private long PartialLength(SimulatedFile file)
    {
        var partial = new FileInfo(Path.Combine(Folder, file.Name + ".part"));
        return partial.Exists ? partial.Length : 0;
    }

    private Process Start()
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
            "-Command", $"Get-FigshareManifest 4 | Save-FigsharePlate -Destination '{Folder}'",
        })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
