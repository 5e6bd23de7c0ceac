using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Reports;
using FigshareTools.Torture.Saving;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Stops;

/// <summary>
/// Cancels runs at random moments, as Ctrl+C does. A run ends soon, keeps no thread and no handle, and the next one is right.
/// </summary>
internal static class StopTorture
{
    private const int SchedulesBetweenCounts = 50;

    public static async Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        await using var figshare = await FigshareSimulator.StartAsync(cancellationToken: cancellationToken);
        var seeds = new ScheduleSeeds(options);
        var longest = TimeSpan.Zero;
        // The first runs create what the process keeps: the threads of the pool, and of the simulator.
        await StopAsync(figshare, new Random(0), options, cancellationToken);
        var before = await ProcessHandles.SettleAsync(ProcessHandles.Count(), cancellationToken);
        for (var number = 1; seeds.TryTake(out var seed); number++)
        {
            var stop = await StopAsync(figshare, new Random(seed), options, cancellationToken);
            longest = stop.Elapsed > longest ? stop.Elapsed : longest;
            foreach (var violation in stop.Violations)
            {
                report.AddViolation(seed, "a stop", violation);
            }

            if (number % SchedulesBetweenCounts == 0)
            {
                await ReportLeaksAsync(before, seed, report, cancellationToken);
            }

            report.AddSchedule(stop.Plates, stop.Bytes);
        }

        await ReportLeaksAsync(before, options.Seed, report, cancellationToken);
        report.WriteLine($"the longest stop took {longest.TotalMilliseconds:0} ms");
    }

    private static async Task ReportLeaksAsync(
        ProcessHandles before, int seed, TortureReport report, CancellationToken cancellationToken)
    {
        var after = await ProcessHandles.SettleAsync(before, cancellationToken);
        foreach (var leak in after.LeaksSince(before))
        {
            report.AddViolation(seed, "all stops until now", leak);
        }
    }

    private static async Task<Stop> StopAsync(
        FigshareSimulator figshare, Random random, TortureOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder(options.Folder);
        var plates = PlateSet.CreateLarge(random, random.Next(1, 5));
        figshare.Faults.Clear();
        figshare.Log.Clear();
        figshare.Catalog.Add(PlateSet.ToArticle(plates));
        AddFaults(figshare.Faults, plates, random);
        var save = new SaveOptions
        {
            Destination = folder.Path,
            ThrottleLimit = random.Next(1, 17),
            SegmentCount = random.Next(2) == 0 ? null : random.Next(1, 17),
            Endpoints = new FigshareEndpoints(figshare.ApiUri, figshare.DownloadUri),
        };

        var elapsed = await StartAndStopAsync(save, plates, random, cancellationToken);
        var bytes = figshare.Log.BodyBytesSent();
        var violations = new List<string>();
        if (elapsed > options.StopLimit)
        {
            violations.Add($"it took {elapsed.TotalSeconds:0.0} s");
        }

        violations.AddRange(plates.Select(plate => plate.FindDifference(System.IO.Path.Combine(folder.Path, plate.Name)))
            .OfType<string>());
        figshare.Faults.Clear();
        using var second = await Saver.SaveAsync(save, plates, cancellationToken);
        violations.AddRange(second.Failures.Select(failure => $"the next run failed: {failure.Error.Message}"));
        violations.AddRange(plates.Select(plate => plate.FindDifference(System.IO.Path.Combine(folder.Path, plate.Name)))
            .OfType<string>());
        violations.AddRange(Leftovers.In(folder.Path, plates).Select(name => $"after the next run there is {name}"));
        return new Stop(elapsed, plates.Count, bytes, violations);
    }

    private static async Task<TimeSpan> StartAndStopAsync(
        SaveOptions options, IReadOnlyList<TorturePlate> plates, Random random, CancellationToken cancellationToken)
    {
        var expectsNoMore = random.Next(6) > 0;
        var delay = TimeSpan.FromMilliseconds(random.NextDouble() * 120);
        using var outcomes = new PlateOutcomes();
        using var run = new SaveRun(options, outcomes.Add);
        foreach (var plate in plates)
        {
            run.TryAdd(plate.Row);
        }

        // A run that expects more rows waits a moment for them before its first download.
        if (expectsNoMore)
        {
            run.Complete();
        }

        await Task.Delay(delay, cancellationToken);
        var stopped = Stopwatch.GetTimestamp();
        run.Cancel();
        await run.Ended.WaitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(stopped);
    }

    /// <summary>Stalls and delays, so that stops hit every kind of wait.</summary>
    private static void AddFaults(FaultPlan faults, IReadOnlyList<TorturePlate> plates, Random random)
    {
        foreach (var plate in plates)
        {
            Fault? fault = random.Next(6) switch
            {
                0 => Fault.Stall(random.NextInt64(plate.Content.Length + 1)),
                1 => Fault.NoResponse(FaultPoint.Redirect),
                2 => Fault.TooManyRequests(60, FaultPoint.Storage),
                3 => Fault.WrongBytes(random.NextInt64(plate.Content.Length + 1)),
                _ => null,
            };
            if (fault is not null)
            {
                faults.Add(fault with { FileId = plate.Row.FileId });
            }
        }
    }

    /// <param name="Elapsed">The time from the stop to the end of the run.</param>
    /// <param name="Plates">The plates of the run.</param>
    /// <param name="Bytes">The bytes that it asked for.</param>
    /// <param name="Violations">The promises that did not hold.</param>
    private sealed record Stop(TimeSpan Elapsed, int Plates, long Bytes, IReadOnlyList<string> Violations);
}
