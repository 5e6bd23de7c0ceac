using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Torture.Reports;

namespace FigshareTools.Torture.Processes;

/// <summary>Kills processes at random moments of their downloads, several times on one destination.</summary>
internal static class KillTorture
{
    // What a killed process may lose of each plate: the bytes that were in sockets and buffers, and plates below 1 MiB.
    private const long BytesAgainPerPlate = 4 << 20;

    public static Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        var seeds = new ScheduleSeeds(options);
        return Task.WhenAll(Enumerable.Range(0, options.Parallel)
            .Select(_ => Task.Run(() => RunLaneAsync(seeds, options, report, cancellationToken), cancellationToken)));
    }

    private static async Task RunLaneAsync(
        ScheduleSeeds seeds, TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        while (seeds.TryTake(out var seed))
        {
            var random = new Random(seed);
            await using var folder = await SharedFolder.CreateAsync(options, seed, random.Next(1, 6), cancellationToken);
            var kills = 0;
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                kills += await StartAndKillAsync(folder, random, cancellationToken) ? 1 : 0;
            }

            List<string> violations = [.. await folder.CompleteAsync(cancellationToken)];
            // Without a kill, too, a connection may take over the segment of one that a busy machine holds up.
            var maximum = (kills + 1) * folder.Plates.Count * BytesAgainPerPlate;
            if (folder.BytesAgain > maximum)
            {
                violations.Add($"{folder.BytesAgain} bytes were sent twice after {kills} kills");
            }

            violations.ForEach(violation => report.AddViolation(seed, $"{kills} kills, {folder.Plates.Count} plates", violation));
            report.AddKills(kills, folder.BytesAgain);
            report.AddSchedule(folder.Plates.Count, folder.Log.BodyBytesSent());
        }
    }

    private static async Task<bool> StartAndKillAsync(
        SharedFolder folder, Random random, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(folder.ToArguments(random));
        var requests = folder.Log.Count(FaultPoint.Storage);
        var ended = process.WaitAsync(cancellationToken);
        // Most kills hit a download; a process that finds all plates complete sends no request and ends.
        await Task.WhenAny(
            ended, folder.Log.WaitForAsync(request => request.Point == FaultPoint.Storage, requests + 1, cancellationToken));
        await Task.WhenAny(ended, Task.Delay(random.Next(600), cancellationToken));
        var isKilled = await process.KillAsync(cancellationToken);
        // The server must have noticed the lost connections: it would count bytes that it sends on them.
        await folder.Log.WaitForNoBodiesAsync(cancellationToken);
        return isKilled;
    }
}
