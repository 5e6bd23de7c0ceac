using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Reports;

namespace FigshareTools.Torture.Faults;

/// <summary>Runs random fault schedules, several at once.</summary>
internal static class FaultTorture
{
    public static Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        var seeds = new ScheduleSeeds(options);
        return Task.WhenAll(Enumerable.Range(0, options.Parallel)
            .Select(_ => Task.Run(() => RunLaneAsync(seeds, options, report, cancellationToken), cancellationToken)));
    }

    private static async Task RunLaneAsync(
        ScheduleSeeds seeds, TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        await using var rig = await FaultRig.StartAsync(cancellationToken);
        while (seeds.TryTake(out var seed))
        {
            var schedule = FaultSchedule.Create(seed, rig.Dripper);
            if (options.Verbose)
            {
                report.WriteLine($"{seed}: {schedule}");
            }

            using var folder = new TemporaryFolder(options.Folder);
            var run = new FaultRun(rig, schedule, folder.Path);
            foreach (var violation in await run.RunAsync(cancellationToken))
            {
                report.AddViolation(seed, schedule.ToString(), violation);
            }

            report.AddSchedule(schedule.Plates.Count, run.Bytes);
        }
    }
}
