using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Faults;
using FigshareTools.Torture.Reports;

namespace FigshareTools.Torture.Load;

/// <summary>Lets a run go on for a week of virtual time, with a plate and an event every hour.</summary>
internal static class WeekTorture
{
    private const int Hours = 7 * 24;

    public static async Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        await using var rig = await FaultRig.StartAsync(cancellationToken);
        var seeds = new ScheduleSeeds(options);
        while (seeds.TryTake(out var seed))
        {
            using var folder = new TemporaryFolder(options.Folder);
            using var week = new WeekRun(rig, folder.Path, new Random(seed));
            long bytes = 0;
            // After a violation the week ends: what it leaves, such as an open circuit, would be reported every hour.
            for (var (hour, isRight) = (0, true); isRight && hour < Hours; hour++)
            {
                foreach (var violation in await week.RunHourAsync(hour, cancellationToken))
                {
                    report.AddViolation(seed, $"hour {hour}: {week.LastEvent}", violation);
                    isRight = false;
                }

                bytes += rig.Figshare.Log.BodyBytesSent();
                rig.Clock.Skip(TimeSpan.FromHours(1));
            }

            await week.EndAsync(cancellationToken);
            report.AddSchedule(Hours, bytes);
        }
    }
}
