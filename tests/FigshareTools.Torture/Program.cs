using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Faults;
using FigshareTools.Torture.Load;
using FigshareTools.Torture.Processes;
using FigshareTools.Torture.Reports;
using FigshareTools.Torture.Stops;

namespace FigshareTools.Torture;

/// <summary>The command line; docs/reliability.md says what the sub-commands hold.</summary>
internal static class Program
{
    /// <summary>How to call the program.</summary>
    public const string Usage = """
        usage: FigshareTools.Torture <command> [--seed N] [--count N | --minutes N] [--parallel N] [--folder F] [--verbose]
          faults   random faults of API, downloader and storage, in virtual time
          kills    processes that are killed while they download
          rivals   two or four processes on one destination, with and without working locks
          stops    runs that are cancelled at random moments
          load     100,000 plates in one run; --count changes the number
          week     a week of virtual time in one run, with outages, tokens that expire and a clock that is set
        A violation is written with its seed; --seed N --count 1 repeats it. The exit code is 1 after violations.
        """;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [ChildArguments.Command, ..])
        {
            return await Child.RunAsync(ChildArguments.Parse(arguments));
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await RunAsync(arguments, stop.Token);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}{Environment.NewLine}{Usage}");
            return 2;
        }
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var command = arguments.FirstOrDefault() ?? throw new FormatException("There is no command.");
        var options = TortureOptions.Parse(arguments.AsSpan(1));
        var report = new TortureReport(command, Console.Out);
        report.WriteLine($"{command}: first seed {options.Seed}");
        Func<TortureOptions, TortureReport, CancellationToken, Task> run = command switch
        {
            "faults" => FaultTorture.RunAsync,
            "kills" => KillTorture.RunAsync,
            "rivals" => RivalTorture.RunAsync,
            "stops" => StopTorture.RunAsync,
            "load" => LoadTorture.RunAsync,
            "week" => WeekTorture.RunAsync,
            _ => throw new FormatException($"There is no command {command}."),
        };
        var started = Stopwatch.GetTimestamp();
        await run(options, report, cancellationToken);
        report.WriteTotals(Stopwatch.GetElapsedTime(started));
        return report.Violations.Count == 0 ? 0 : 1;
    }
}
