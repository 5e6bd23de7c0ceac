using System;
using System.IO;
using System.Linq;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class RunLogReaderTests
{
    [Fact]
    public void Log_of_a_complete_run_is_read()
    {
        var log = new RunLogText().Started().Saved(1, 1, 11).Failed(2, 2, 20)
            .Add(5, "rate", ("bytesPerSecond", 70), ("bytes", 350), ("limit", 100)).Ended(21);

        var run = Assert.Single(RunLogText.Read(log.Text));

        Assert.Equal(("0.1.0", "lab-pc-3", "/data/plates"), (run.Version, run.Computer, run.Destination));
        Assert.Equal(("completed", 2_000_000), (run.EndReason, run.Bytes));
        Assert.Equal(TimeSpan.FromSeconds(21), run.Ended - run.Started);
        Assert.Equal(["throttleLimit=5", "bandwidthSchedule=08:00=10MB, 18:00=0", "force=yes"],
            run.Options.Select(option => $"{option.Key}={option.Value}"));
        Assert.Equal((70, 100), (Assert.Single(run.Rates).BytesPerSecond, Assert.Single(run.Limits).BytesPerSecond));

        var saved = run.Plates[0];
        Assert.Equal((PlateOutcome.Saved, VerificationLevel.Md5, 101L), (saved.Outcome, saved.Verified, saved.FileId));
        Assert.Equal((1_000_000L, TimeSpan.FromSeconds(10)), (saved.BytesTransferred, saved.Elapsed));
        var failed = run.Plates[1];
        Assert.Equal((PlateOutcome.Failed, "NotFound", 5000L), (failed.Outcome, failed.ErrorId, failed.BytesKept));
    }

    [Fact]
    public void Run_without_an_end_is_complete_up_to_its_last_line()
    {
        var log = new RunLogText().Started().Saved(1, 1, 11)
            .Add(12, "plateStarted", ("plate", 2), ("name", "SQ2"))
            .Add(13, "plateResumed", ("plate", 2), ("bytes", 400))
            .Add(40, "rate", ("bytesPerSecond", 70), ("bytes", 350));
        var torn = log.Text + "{\"schema\":1,\"time\":\"2026-11-24T21:0";

        var run = Assert.Single(RunLogText.Read(torn));

        Assert.Equal((null, 350L), (run.EndReason, run.Bytes));
        Assert.Equal(TimeSpan.FromSeconds(40), run.Ended - run.Started);
        Assert.Equal([PlateOutcome.Saved, PlateOutcome.Unfinished], run.Plates.Select(plate => plate.Outcome));
        Assert.Equal((400L, TimeSpan.FromSeconds(28)), (run.Plates[1].BytesKept, run.Plates[1].Elapsed));
    }

    [Fact]
    public void Line_behind_a_torn_one_is_read()
    {
        var first = new RunLogText().Started().Saved(1, 1, 11);
        var second = new RunLogText("fedcba9876543210", "2026-11-24T23:00:00.000Z").Started().Ended(1);

        var runs = RunLogText.Read(first.Text + "{\"schema\":1,\"ti" + second.Text);

        Assert.Equal([null, "completed"], runs.Select(run => run.EndReason));
        Assert.Equal("lab-pc-3", runs[1].Computer);
    }

    [Fact]
    public void Lines_of_two_runs_may_alternate()
    {
        var first = new RunLogText().Started().Saved(1, 1, 11).Ended(12).Lines;
        var second = new RunLogText("fedcba9876543210").Started(0.5).Failed(1, 1, 11).Ended(13).Lines;

        var runs = RunLogText.Read(string.Join('\n', first.Zip(second, (a, b) => $"{a}\n{b}")));

        Assert.Equal([PlateOutcome.Saved, PlateOutcome.Failed], runs.Select(run => Assert.Single(run.Plates).Outcome));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plate,figshare_id\nSQ1,1")]
    [InlineData("[1,2]\n\"text\"\n{}\nnull")]
    [InlineData("{\"schema\":2,\"time\":\"2026-11-24T21:00:00.000Z\",\"run\":\"a\",\"event\":\"runStarted\"}")]
    [InlineData("{\"schema\":1,\"time\":\"yesterday\",\"run\":\"a\",\"event\":\"runStarted\"}")]
    [InlineData("{\"schema\":1,\"time\":\"2026-11-24T21:00:00.000Z\",\"run\":\"\\uD800\",\"event\":\"runStarted\"}")]
    public void Text_that_is_no_log_has_no_runs(string text) => Assert.Empty(RunLogText.Read(text));

    [Theory]
    [InlineData("bytesPerSecond", "fast")]
    [InlineData("bytesPerSecond", 1e300)]
    [InlineData("bytes", -1.5)]
    [InlineData("limit", true)]
    [InlineData("plate", "one")]
    public void Member_of_another_type_is_left_out(string name, object value)
    {
        var log = new RunLogText().Started().Add(1, "rate", (name, value)).Add(2, "unknown", (name, value)).Ended(3);

        Assert.Equal("completed", Assert.Single(RunLogText.Read(log.Text)).EndReason);
    }

    [Fact]
    public void Wait_lasts_until_the_next_event_of_its_plate()
    {
        var log = new RunLogText().Started()
            .Add(1, "plateStarted", ("plate", 1), ("name", "SQ1"))
            .Add(2, "plateWaiting", ("plate", 1), ("reason", "waiting 98 s"), ("seconds", 98))
            .Add(3, "plateStarted", ("plate", 2), ("name", "SQ2"))
            .Add(50, "plateRetried", ("plate", 1), ("attempt", 1), ("reason", "it broke"), ("seconds", 4)).Ended(60);

        var plate = RunLogText.Read(log.Text)[0].Plates[0];

        Assert.Equal((TimeSpan.FromSeconds(48), "waiting 98 s"), (plate.Waits[0].Duration, plate.Waits[0].Reason));
        Assert.Equal("it broke", Assert.Single(plate.Retries).Reason);
    }

    [Theory]
    [InlineData("plateVerified", 300, 98)]
    [InlineData("plateWaiting", 300, 98)]
    [InlineData("plateWaiting", 105, 103)]
    [InlineData("rate", 300, 98)]
    public void Wait_ends_when_its_time_is_over(string next, double at, double lasts)
    {
        var log = new RunLogText().Started()
            .Add(1, "plateStarted", ("plate", 1), ("name", "SQ1"))
            .Add(2, "plateWaiting", ("plate", 1), ("reason", "it refuses"), ("seconds", 98))
            .Add(at, next, ("plate", 1));

        Assert.Equal(lasts, RunLogText.Read(log.Text)[0].Plates[0].Waits[0].Duration.TotalSeconds, 3);
    }

    [Fact]
    public void Limit_of_the_first_sample_holds_from_the_start()
    {
        var log = new RunLogText().Started()
            .Add(5, "rate", ("bytesPerSecond", 9), ("limit", 10))
            .Add(10, "rate", ("bytesPerSecond", 19), ("limit", 20));

        var run = RunLogText.Read(log.Text)[0];

        Assert.Equal([0, 10], run.Limits.Select(limit => (limit.Time - run.Started).TotalSeconds));
    }

    [Fact]
    public void Outage_without_an_end_lasts_until_the_last_line()
    {
        var log = new RunLogText().Started()
            .Add(10, "outageStarted", ("host", "api.figshare.com"), ("reason", "it refuses"))
            .Add(70, "outageEnded", ("host", "api.figshare.com"), ("seconds", 60))
            .Add(80, "outageStarted", ("host", "storage.example"), ("reason", "it refuses"))
            .Add(90, "rate", ("bytesPerSecond", 0));

        var outages = RunLogText.Read(log.Text)[0].Outages;

        Assert.Equal([60, 10], outages.Select(outage => outage.Span.Duration.TotalSeconds));
    }

    [Fact]
    public void Outage_of_a_host_that_is_not_asked_again_ends_with_the_wait()
    {
        var log = new RunLogText().Started()
            .Add(10, "outageStarted", ("host", "api.figshare.com"), ("reason", "it refuses"))
            .Add(20, "outageStarted", ("host", "ndownloader.figshare.com"), ("reason", "it refuses"))
            .Add(70, "outageEnded", ("host", "api.figshare.com"), ("seconds", 60)).Ended(900);

        var outages = RunLogText.Read(log.Text)[0].Outages;

        Assert.Equal([60, 50], outages.Select(outage => outage.Span.Duration.TotalSeconds));
        Assert.Equal(60, Sums.Time(outages.Select(outage => outage.Span)).TotalSeconds);
    }

    [Fact]
    public void File_that_is_no_log_is_an_error_with_a_remedy()
    {
        var path = Path.GetTempFileName();
        try
        {
            var error = Assert.Throws<FigshareException>(
                () => RunLogReader.ReadFile(path, TestContext.Current.CancellationToken));

            Assert.Equal(FigshareErrorId.InvalidLog, error.ErrorId);
            Assert.EndsWith("give the file that Save-FigsharePlate -LogPath wrote.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Log_that_a_run_is_writing_can_be_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            writer.Write(System.Text.Encoding.UTF8.GetBytes(new RunLogText().Started().Text));
            writer.Flush();

            Assert.Single(RunLogReader.ReadFile(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
