using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes what to do first: the failures with their remedies, and the command that repeats them.</summary>
internal static class ActionList
{
    /// <summary>More messages of one error are closed until somebody opens them.</summary>
    private const int MaximumOpenMessages = 10;

    private const int MaximumMessages = 1000;

    public static void Write(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        html.Begin("section", ("id", "first"));
        html.Element("h2", "What to do first");
        foreach (var group in NightVerdict.FailuresByError(night))
        {
            WriteFailures(html, group);
        }

        if (night.Open.Any())
        {
            WriteOpen(html, night, clock);
        }

        WriteCommand(html, night);
        if (night.Count(VerificationLevel.None) is > 0 and var count)
        {
            html.Element("p", $"{ReportTexts.Count(count, "plate")} could be verified with nothing, because neither a length nor "
                + "an MD5 is known: give the row a length or an MD5, or the id of the article, and run Test-FigsharePlate.");
        }

        if (NightVerdict.SeverityOf(night) == Severity.Good)
        {
            html.Element("p", "Nothing: every plate is there.");
        }
        else if (night.Plates.Count == 0)
        {
            html.Element("p", "Check the table of the job: it has no plates, or the run ended before it read one.");
        }
        else if (!night.Failed.Any() && !night.Open.Any())
        {
            html.Element("p", "Run the same command again: plates that the run had not begun are not in its log.");
        }

        html.EndBlock();
    }

    private static void WriteFailures(HtmlWriter html, IGrouping<string, ReportPlate> group)
    {
        var failed = group.Take(MaximumMessages).ToList();
        html.Begin("h3");
        html.Element("span", ReportTexts.Count(group.Count(), "plate") + " failed", ("class", "bad"));
        html.Text($": {group.Key}");
        html.EndBlock();
        WriteMessages(html, failed.Take(MaximumOpenMessages));
        if (failed.Count > MaximumOpenMessages)
        {
            html.Begin("details");
            html.Element("summary", $"{ReportTexts.Number(failed.Count - MaximumOpenMessages, "#,0")} more");
            WriteMessages(html, failed.Skip(MaximumOpenMessages));
            html.EndBlock();
        }
    }

    private static void WriteMessages(HtmlWriter html, IEnumerable<ReportPlate> plates)
    {
        html.Begin("ul", ("class", "messages"));
        foreach (var plate in plates)
        {
            var kept = plate.BytesKept > 0 ? $" {ReportTexts.Bytes(plate.BytesKept)} are kept for the next run." : "";
            html.Element("li", (plate.Message ?? $"{plate.DisplayName}: the log has no message.") + kept);
        }

        html.EndBlock();
    }

    private static void WriteOpen(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        var open = night.Open.ToList();
        var kept = Sums.Bytes(open.Select(plate => plate.BytesKept));
        var isRunning = night.HasNoEnd && clock.MayBeRunning(night.LastRun!.Ended);
        html.Begin("h3");
        html.Element("span", $"{ReportTexts.Count(open.Count, "plate")} not finished", ("class", "open"));
        html.EndBlock();
        html.Element("p", (isRunning ? "The run may still be working on them. If it is not, run" : "Run")
            + " the same command again: it skips what is there and resumes the rest"
            + (kept > 0 ? $" from the {ReportTexts.Bytes(kept)} that are on disk" : "") + "."
            + (night.HasNoEnd ? " Plates that the run had not begun are not in its log." : ""));
    }

    private static void WriteCommand(HtmlWriter html, ReportNight night)
    {
        var plates = night.Failed.Concat(night.Open).ToList();
        if (RetryCommand.For(plates) is not { } command)
        {
            return;
        }

        var known = plates.Count(plate => plate.FileId > 0);
        html.Element("p", known > RetryCommand.MaximumPlates
            ? $"This command saves the first {RetryCommand.MaximumPlates} of them once more; the whole job, run again, saves all:"
            : known < plates.Count
                ? "This command saves those with a file id once more; correct the rows of the others:"
                : known == 1 ? "This command saves it once more:" : "This command saves them once more:");
        html.Begin("pre", ("tabindex", "0"), ("aria-label", "Command for PowerShell"));
        html.Element("code", command);
        html.EndBlock();
    }
}
