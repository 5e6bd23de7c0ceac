using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes the ten lines of a night that fit a mail.</summary>
internal static class ReportSummary
{
    public const int MaximumLines = 10;

    /// <summary>Longer lines are cut, so that one message of a server does not fill the mail.</summary>
    public const int MaximumLength = 240;

    private const int MaximumFailures = 3;

    public static IReadOnlyList<string> Write(ReportNight night, ReportClock clock)
    {
        var lines = new List<string> { $"FigshareTools: {NightVerdict.Headline(night)}." };
        if (night.HasTimes)
        {
            lines.Add(
                $"When: {clock.Span(night.Started, night.Ended)} "
                + $"({ReportTexts.Duration(night.Duration)}, {clock.Offset(night.Ended)})"
                + (night.LastRun!.Computer is { } computer ? $" on {computer}" : ""));
            lines.Add(NightVerdict.Ending(night, clock));
        }

        lines.Add(Downloads(night));
        lines.Add(night.There > 0 ? $"Verified: {NightVerdict.Verification(night)}." : "");
        lines.Add(Waits(night));
        var failures = NightVerdict.FailuresByError(night).ToList();
        lines.AddRange(failures.Take(MaximumFailures).Select(group =>
            $"Failed: {ReportTexts.Count(group.Count(), "plate")}, {group.Key}: "
            + (group.First().Message ?? group.First().DisplayName)));
        if (failures.Count > MaximumFailures)
        {
            var others = failures.Skip(MaximumFailures).Sum(group => group.Count());
            lines.Add($"Failed: {ReportTexts.Count(others, "plate")} with other errors.");
        }

        if (night.Failed.Any() || night.Open.Any())
        {
            lines.Add("Next: run the same command again; it skips what is there and resumes what is not complete.");
        }

        lines.Add(night.LastRun?.Destination is { } destination ? $"Folder: {destination}" : "");
        return [.. lines.Where(line => line.Length > 0).Take(MaximumLines).Select(Shown)];
    }

    private static string Downloads(ReportNight night)
    {
        var resumed = night.Plates.Count(plate => plate.Outcome == PlateOutcome.Saved && plate.BytesResumed > 0);
        var skipped = night.Count(PlateOutcome.Skipped);
        return $"Downloaded: {ReportTexts.Count(night.Count(PlateOutcome.Saved), "plate")}, {ReportTexts.Bytes(night.Bytes)}"
            + (night.BytesPerSecond > 0 ? $" at {ReportTexts.Rate(night.BytesPerSecond)}" : "")
            + (resumed > 0 ? $"; resumed: {ReportTexts.Number(resumed, "#,0")}" : "")
            + (skipped > 0 ? $"; there already: {ReportTexts.Number(skipped, "#,0")}" : "") + ".";
    }

    private static string Waits(ReportNight night)
    {
        var outages = night.Outages.ToList();
        var texts = new List<string>();
        if (outages.Count > 0)
        {
            var time = Sums.Time(outages.Select(outage => outage.Span));
            texts.Add($"{ReportTexts.Count(outages.Count, "outage")}, {ReportTexts.Duration(time)} in all");
        }

        if (night.Retries > 0)
        {
            texts.Add(ReportTexts.Count(night.Retries, "retry"));
        }

        return texts.Count == 0 ? "" : $"Trouble: {string.Join("; ", texts)}.";
    }

    private static string Shown(string line)
    {
        var text = PrintableText.Of(line);
        return text.Length <= MaximumLength ? text : text.Remove(MaximumLength - 1) + "\u2026";
    }
}
