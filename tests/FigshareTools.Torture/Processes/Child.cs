using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Runs;
using FigshareTools.Torture.Load;
using FigshareTools.Torture.Plates;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Processes;

/// <summary>
/// A process that saves plates, to be killed by its parent. It writes a line for each error, and its highest use of memory in
/// the end.
/// </summary>
internal static class Child
{
    /// <summary>The line before the highest working set in KiB.</summary>
    public const string MemoryLine = "peak KiB: ";

    public static async Task<int> RunAsync(ChildArguments arguments)
    {
        var options = new SaveOptions
        {
            Destination = arguments.Folder,
            ThrottleLimit = arguments.ThrottleLimit,
            SegmentCount = arguments.SegmentCount,
            Endpoints = new FigshareEndpoints(arguments.Api, arguments.Downloader),
        };
        using var raised = new SemaphoreSlim(0);
        using var run = new SaveRun(options, plateEvent =>
        {
            if (plateEvent is PlateEvent.Failed failed)
            {
                Console.WriteLine($"{failed.Error.ErrorId} {failed.Error.Message}");
            }

            if (plateEvent is PlateEvent.Failed or PlateEvent.Completed)
            {
                raised.Release();
            }
        });
        foreach (var row in RowsOf(arguments))
        {
            while (!run.TryAdd(row))
            {
                await raised.WaitAsync();
            }
        }

        run.Complete();
        await run.Ended;
        Console.WriteLine(MemoryLine + PeakKibibytes());
        return 0;
    }

    private static IEnumerable<FigsharePlate> RowsOf(ChildArguments arguments) => arguments.Set == ChildArguments.TinySet
        ? Enumerable.Range(1, arguments.Plates).Select(TinyPlates.RowOf)
        : PlateSet.CreateLarge(new Random(arguments.Seed), arguments.Plates).Select(plate => plate.Row);

    /// <summary>The highest working set of this process, as Linux records it; empty elsewhere.</summary>
    private static string PeakKibibytes() => File.Exists("/proc/self/status")
        ? new string([.. File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Where(char.IsAsciiDigit)])
        : "";
}
