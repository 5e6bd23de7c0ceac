using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Faults;
using FigshareTools.Torture.Load;
using FigshareTools.Torture.Processes;
using FigshareTools.Torture.Reports;
using FigshareTools.Torture.Stops;

namespace FigshareTools.Torture.Tests;

/// <summary>
/// The torture program for half a minute, with fixed seeds, and without its limit for the time of a stop: the disk may be busy.
/// The long form and its figures are in docs/reliability.md.
/// </summary>
public class ShortTortureTests
{
    [Fact]
    public Task Random_faults_break_no_promise() => RunAsync("faults", FaultTorture.RunAsync, seed: 20_261_124, count: 80);

    [Fact]
    public Task Killed_processes_leave_what_the_next_run_completes() =>
        RunAsync("kills", KillTorture.RunAsync, seed: 1, count: 3);

    [Fact]
    public Task Processes_on_one_destination_leave_only_exact_files() =>
        RunAsync("rivals", RivalTorture.RunAsync, seed: 1, count: 2);

    [Fact]
    public Task Stopped_runs_end_and_keep_no_thread_or_handle() =>
        RunAsync("stops", StopTorture.RunAsync, seed: 1, count: 8);

    [Fact]
    public Task Memory_stays_below_200_MiB_with_many_small_plates() =>
        RunAsync("load", LoadTorture.RunAsync, seed: 1, count: 1_000);

    [Fact]
    public Task A_run_of_a_week_outlives_outages_and_a_clock_that_is_set() =>
        RunAsync("week", WeekTorture.RunAsync, seed: 3, count: 1);

    private static async Task RunAsync(
        string command, Func<TortureOptions, TortureReport, CancellationToken, Task> run, int seed, int count)
    {
        using var output = new StringWriter();
        var report = new TortureReport(command, output);

        var options = new TortureOptions { Seed = seed, Count = count, StopLimit = TimeSpan.MaxValue };
        await run(options, report, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output.ToString());
        Assert.Empty(report.Violations);
        Assert.NotEqual(0, report.Schedules);
    }
}
