using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>How serious the state of a night is.</summary>
internal enum Severity
{
    Good,
    Open,
    Bad,
}

/// <summary>Says in one sentence how a night went, and what to do about each kind of failure.</summary>
internal static class NightVerdict
{
    public static Severity SeverityOf(ReportNight night) =>
        night.Failed.Any() || night.LastRun is { EndReason: "error" } ? Severity.Bad
        : night.Open.Any() || night.HasNoEnd || night.Plates.Count == 0 || night.LastRun is { EndReason: not "completed" }
            ? Severity.Open
        : Severity.Good;

    /// <summary>The headline: how many plates are there, failed, or are still to be done.</summary>
    public static string Headline(ReportNight night)
    {
        var failed = night.Failed.Count();
        var open = night.Open.Count();
        switch (night.Plates.Count)
        {
            case 0:
                return "No plate was saved";
            case 1:
                return failed > 0 ? "The plate failed" : open > 0 ? "The plate is not finished" : "The plate is there";
            case var count when failed + open == 0:
                // The log of a run that was killed or stopped does not name the plates that had not begun.
                var isWhole = night.LastRun is null or { EndReason: "completed" or "deadline" };
                return $"{(isWhole ? "All " : "")}{ReportTexts.Count(count, "plate")} are there";
        }

        var parts = new List<string>
        {
            $"{ReportTexts.Number(night.There, "#,0")} of {ReportTexts.Count(night.Plates.Count, "plate")} "
                + (night.There == 1 ? "is there" : "are there"),
        };
        if (failed > 0)
        {
            parts.Add($"{ReportTexts.Number(failed, "#,0")} failed");
        }

        if (open > 0)
        {
            parts.Add($"{ReportTexts.Number(open, "#,0")} not finished");
        }

        return string.Join(", ", parts);
    }

    /// <summary>How the last run ended.</summary>
    public static string Ending(ReportNight night, ReportClock clock) => night.LastRun switch
    {
        null => "",
        { EndReason: null, Ended: var last } when clock.MayBeRunning(last) =>
            $"No end is logged yet: the run may still be running (last line at {clock.TimeWithSeconds(last)}).",
        { EndReason: null, Ended: var last } =>
            $"The run ended without a word at {clock.TimeWithSeconds(last)}: its process was killed, or the machine stopped.",
        { EndReason: "stopped", Ended: var end } => $"The run was stopped at {clock.Time(end)}.",
        { EndReason: "deadline", Ended: var end } => $"The run stopped at its deadline, at {clock.Time(end)}.",
        { EndReason: "error", Ended: var end } => $"The run ended with an error at {clock.Time(end)}.",
        _ => "",
    };

    /// <summary>A short form of how a run ended, for tables.</summary>
    public static string EndingWord(ReportRun run) => run.EndReason switch
    {
        null => "without a word",
        "deadline" => "at the deadline",
        "error" => "with an error",
        var reason => reason,
    };

    /// <summary>What the files of a night were verified with.</summary>
    public static string Verification(ReportNight night)
    {
        (VerificationLevel Level, string Text)[] levels =
            [(VerificationLevel.Md5, "by MD5"), (VerificationLevel.Size, "by length"), (VerificationLevel.None, "by nothing")];
        return string.Join(", ", levels
            .Where(level => night.Count(level.Level) > 0)
            .Select(level => $"{ReportTexts.Number(night.Count(level.Level), "#,0")} {level.Text}"));
    }

    /// <summary>Failures by error, the most frequent first.</summary>
    public static IEnumerable<IGrouping<string, ReportPlate>> FailuresByError(ReportNight night) =>
        night.Failed.GroupBy(plate => plate.ErrorId ?? "Unexpected").OrderByDescending(group => group.Count());
}
