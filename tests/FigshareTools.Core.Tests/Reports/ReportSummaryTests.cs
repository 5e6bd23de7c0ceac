using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class ReportSummaryTests
{
    [Fact]
    public void Summary_says_what_came_and_what_failed()
    {
        var log = new RunLogText().Started().Saved(1, 1, 11).Failed(2, 2, 20)
            .Add(3, "plateRetried", ("plate", 2), ("attempt", 1), ("reason", "it broke"))
            .Add(5, "outageStarted", ("host", "h"), ("reason", "r")).Add(15, "outageEnded", ("host", "h")).Ended(20);

        Assert.Equal(
            [
                "FigshareTools: 1 of 2 plates is there, 1 failed.",
                "When: 24 November 2026, 22:00 to 22:00 (20 s, UTC+01:00) on lab-pc-3",
                "Downloaded: 1 plate, 2.00 MB at 100 KB/s.",
                "Verified: 1 by MD5.",
                "Trouble: 1 outage, 10 s in all; 1 retry.",
                "Failed: 1 plate, NotFound: SQ2: the cause; the remedy.",
                "Next: run the same command again; it skips what is there and resumes what is not complete.",
                "Folder: /data/plates",
            ],
            ReportSummary.Write(RunLogText.Night(log), RunLogText.Clock));
    }

    [Fact]
    public void Summary_of_a_bad_night_has_ten_short_lines()
    {
        var log = new RunLogText().Started().Saved(1, 1, 11).Add(3, "outageStarted", ("host", "h"), ("reason", "r"));
        for (var plate = 2; plate < 20; plate++)
        {
            log.Failed(plate, 1, 20, $"Error{plate}", new string('x', 500) + "\u202E\n");
        }

        var lines = ReportSummary.Write(RunLogText.Night(log), RunLogText.Clock);

        Assert.Equal(ReportSummary.MaximumLines, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, ReportSummary.MaximumLength));
        Assert.DoesNotContain(string.Concat(lines), letter => letter is '\u202E' or '\n');
        Assert.Contains("Failed: 15 plates with other errors.", lines);
    }
}
