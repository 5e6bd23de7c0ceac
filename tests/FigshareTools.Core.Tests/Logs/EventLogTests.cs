using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Logs;
using FigshareTools.Runs;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Logs;

/// <summary>The file of the log, its end, and the samples of the rate.</summary>
public class EventLogTests : LogTest
{
    private static readonly FigsharePlate s_plate = new() { Plate = "A", FileId = 1 };

    [Fact]
    public async Task Runs_are_appended_to_one_file()
    {
        await LogAsync([]);

        Assert.Equal(["runStarted", "runEnded", "runStarted", "runEnded"], NamesOf(await LogAsync([])));
    }

    [Fact]
    public async Task Lines_of_two_runs_do_not_overwrite_each_other()
    {
        using var first = EventLog.Open(LogFile, Description);
        using var second = EventLog.Open(LogFile, Description with { Run = "fedcba9876543210" });
        for (var number = 1; number <= 200; number++)
        {
            first.Record(new PlateEvent.Started(s_plate) { Number = number });
            second.Record(new PlateEvent.Started(s_plate) { Number = number });
        }

        first.End(RunEndReason.Completed);
        second.End(RunEndReason.Completed);
        await Task.WhenAll(first.Ended, second.Ended).WaitAsync(Stop);

        foreach (var lines in Lines().GroupBy(line => (string)line["run"]!))
        {
            Assert.Equal(
                Enumerable.Range(1, 200), lines.Where(line => line.ContainsKey("plate")).Select(line => (int)line["plate"]!));
        }
    }

    [Fact]
    public async Task Torn_last_line_of_a_killed_run_is_ended()
    {
        await File.WriteAllTextAsync(LogFile, "{\"schema\":1,\"time\":\"2026-", Stop);
        using var log = EventLog.Open(LogFile, Description);
        log.End(RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);

        var lines = await File.ReadAllLinesAsync(LogFile, Stop);
        Assert.Equal("{\"schema\":1,\"time\":\"2026-", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("{\"schema\":1,", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("A\u202Egnp.exe\u0007", "A\\u{202E}gnp.exe\\u{0007}")]
    [InlineData("a\nb\"c\\d</script>", "a\\u{000A}b\"c\\d</script>")]
    [InlineData("Zürich 板", "Zürich 板")]
    public async Task Hostile_names_are_visible_text_on_one_line(string name, string expected)
    {
        var lines = await LogAsync([new PlateEvent.Started(s_plate with { Plate = name }) { Number = 1 }]);

        Assert.Equal(3, lines.Count);
        Assert.Equal(expected, (string)lines[1]["name"]!);
        Assert.DoesNotContain('\u202E', await File.ReadAllTextAsync(LogFile, Stop));
    }

    [Fact]
    public async Task A_deadline_is_the_reason_of_the_end()
    {
        var lines = await LogAsync([], log => log.SetReason(RunEndReason.Deadline));

        Assert.Equal("deadline", (string)Only(lines, "runEnded")["reason"]!);
    }

    [Fact]
    public async Task Nothing_is_logged_after_the_end()
    {
        using var log = EventLog.Open(LogFile, Description);
        log.End(RunEndReason.Stopped);
        log.Record(new PlateEvent.Started(s_plate) { Number = 1 });
        log.End(RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);

        Assert.Equal(["runStarted", "runEnded"], NamesOf(Lines()));
        Assert.Equal("stopped", (string)Lines()[1]["reason"]!);
    }

    [Fact]
    public async Task Rate_is_sampled_every_five_seconds_while_plates_are_saved()
    {
        var plate = PublishBytes(length: 100_000);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 50_000);
        using var run = StartSave(Options with { SegmentCount = 1 }, plate);
        using var log = EventLog.Open(LogFile, Description);
        log.Watch(run.Run);
        log.Record(new PlateEvent.LimitChanged(1_000_000));
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes == 50_000, Stop);

        LogClock.Advance(EventLog.RateInterval);
        LogClock.Advance(EventLog.RateInterval);
        hold.Release();
        await run.EndAsync(Stop);
        LogClock.Advance(EventLog.RateInterval);
        log.End(RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);

        Assert.Equal(["runStarted", "limitChanged", "rate", "rate", "runEnded"], NamesOf(Lines()));
        var rates = Lines().Where(line => (string)line["event"]! == "rate").ToArray();
        Assert.Equal([10_000L, 0L], rates.Select(line => (long)line["bytesPerSecond"]!));
        Assert.All(rates, line =>
        {
            Assert.Equal(50_000, (long)line["bytes"]!);
            Assert.Equal((1, 1), ((int)line["plates"]!, (int)line["connections"]!));
            Assert.Equal(1_000_000, (long)line["limit"]!);
        });
        var end = Lines()[^1];
        Assert.Equal((100_000, 15.0), ((long)end["bytes"]!, (double)end["seconds"]!));
    }

    [Fact]
    public async Task A_log_on_a_full_disk_is_one_warning()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        using var log = EventLog.Open("/dev/full", Description);
        log.Record(new PlateEvent.Started(s_plate) { Number = 1 });
        log.End(RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);

        var problem = log.TakeProblem();
        Assert.StartsWith("the log '/dev/full' cannot be written, and lacks lines from now on: ", problem, StringComparison.Ordinal);
        Assert.Null(log.TakeProblem());
    }

    [Fact]
    public void A_log_whose_end_is_given_up_is_one_warning()
    {
        var path = Path.Combine(Folder, "night.jsonl");
        using var log = EventLog.Open(path, Description);

        log.GiveUp();

        Assert.Equal(
            $"the log '{path}' lacks its last lines: the disk did not take them in time; the plates are saved all the same.",
            log.TakeProblem());
        Assert.Null(log.TakeProblem());
    }
}
