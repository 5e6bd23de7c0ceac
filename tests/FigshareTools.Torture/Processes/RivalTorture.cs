using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Torture.Reports;

namespace FigshareTools.Torture.Processes;

/// <summary>
/// Two or four processes save the same plates into one destination, with and without working locks; some are killed, some
/// receive a wrong byte.
/// </summary>
internal static class RivalTorture
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        var seeds = new ScheduleSeeds(options);
        while (seeds.TryTake(out var seed))
        {
            var random = new Random(seed);
            var (count, locksWork) = (random.Next(2) == 0 ? 2 : 4, random.Next(2) == 0);
            await using var folder = await SharedFolder.CreateAsync(options, seed, random.Next(1, 5), cancellationToken);
            AddWrongBytes(folder, random);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_timeLimit);
            var (kills, violations) = await RunRivalsAsync(folder, count, locksWork, random, limit.Token);
            violations.AddRange(await folder.CompleteAsync(limit.Token));
            foreach (var violation in violations)
            {
                report.AddViolation(
                    seed, $"{count} processes {(locksWork ? "with" : "without")} locks, {kills} killed", violation);
            }

            report.AddKills(kills, folder.BytesAgain);
            report.AddSchedule(folder.Plates.Count, folder.Log.BodyBytesSent());
        }
    }

    private static async Task<(int Kills, List<string> Violations)> RunRivalsAsync(
        SharedFolder folder, int count, bool locksWork, Random random, CancellationToken cancellationToken)
    {
        var processes = new List<ChildProcess>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                processes.Add(ChildProcess.Start(folder.ToArguments(random), locksWork));
                await Task.Delay(random.Next(200), cancellationToken);
            }

            var kills = 0;
            foreach (var process in processes.Where(_ => random.Next(3) == 0).ToList())
            {
                await Task.Delay(random.Next(700), cancellationToken);
                kills += await process.KillAsync(cancellationToken) ? 1 : 0;
            }

            var violations = new List<string>();
            foreach (var process in processes)
            {
                violations.AddRange(await process.WaitAsync(cancellationToken));
            }

            return (kills, violations);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    private static void AddWrongBytes(SharedFolder folder, Random random)
    {
        foreach (var plate in folder.Plates.Where(_ => random.Next(2) == 0))
        {
            folder.Faults.Add(Fault.WrongBytes(random.NextInt64(plate.Content.Length + 1)) with
            {
                FileId = plate.Row.FileId,
                Skip = random.Next(3),
            });
        }
    }
}
