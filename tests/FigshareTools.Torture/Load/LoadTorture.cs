using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Processes;
using FigshareTools.Torture.Reports;

namespace FigshareTools.Torture.Load;

/// <summary>Saves very many small plates in one run of another process, whose memory must stay small.</summary>
internal static class LoadTorture
{
    private const int DefaultPlates = 100_000;
    private const int PlatesAtOnce = 64;
    private const int MaximumMebibytes = 200;

    // The log of the simulator would keep each request.
    private static readonly TimeSpan s_clearInterval = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TortureOptions options, TortureReport report, CancellationToken cancellationToken)
    {
        var count = options.Count ?? DefaultPlates;
        await using var figshare = await FigshareSimulator.StartAsync(cancellationToken: cancellationToken);
        figshare.Catalog.Add(new SimulatedArticle
        {
            Id = PlateSet.ArticleId,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [new SimulatedVersion { Files = [.. Enumerable.Range(1, count).Select(TinyPlates.FileOf)] }],
        });
        using var folder = new TemporaryFolder(options.Folder);
        var started = Stopwatch.GetTimestamp();
        using var process = ChildProcess.Start(new ChildArguments(figshare.ApiUri, figshare.DownloadUri, folder.Path)
        {
            Set = ChildArguments.TinySet,
            Plates = count,
            ThrottleLimit = PlatesAtOnce,
        });
        var ended = process.WaitAsync(cancellationToken);
        while (await Task.WhenAny(ended, Task.Delay(s_clearInterval, cancellationToken)) != ended)
        {
            figshare.Log.Clear();
        }

        foreach (var violation in await ended)
        {
            report.AddViolation(options.Seed, $"{count} plates", violation);
        }

        Check(process, folder, count, Stopwatch.GetElapsedTime(started), report);
        report.AddSchedule(count, count * TinyPlates.Length);
    }

    private static void Check(
        ChildProcess process, TemporaryFolder folder, int count, TimeSpan elapsed, TortureReport report)
    {
        var errors = process.Lines.Where(line => !line.StartsWith(Child.MemoryLine, StringComparison.Ordinal)).Take(3).ToList();
        errors.ForEach(line => report.AddViolation(0, $"{count} plates", line));
        var wrong = Enumerable.Range(1, count).Count(number => !TinyPlates.IsRight(folder.Path, number));
        if (wrong > 0)
        {
            report.AddViolation(0, $"{count} plates", $"{wrong} plates are missing or wrong");
        }

        var line = process.Lines.FirstOrDefault(line => line.StartsWith(Child.MemoryLine, StringComparison.Ordinal));
        if (line is null || !long.TryParse(
            line.AsSpan(Child.MemoryLine.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes))
        {
            report.WriteLine("the system does not report the highest use of memory");
            return;
        }

        report.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} plates, {PlatesAtOnce} at once, in {elapsed.TotalSeconds:0.0} s; at most {kibibytes >> 10} MiB of memory"));
        if (kibibytes >> 10 >= MaximumMebibytes)
        {
            report.AddViolation(0, $"{count} plates", $"the process used {kibibytes >> 10} MiB");
        }
    }
}
