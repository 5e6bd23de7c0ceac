using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes the timeline: a row a plate, with its name, a bar from start to end, and what became of it.</summary>
internal static class TimelineChart
{
    private const int LaneHeight = 16;
    private const int SumHeight = 36;
    private const int SumParts = 200;

    public static void Write(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        var selection = TimelineRows.Of(night.Plates);
        if (selection.Working.Count == 0)
        {
            return;
        }

        var axis = new TimeAxis(night.Started, night.Ended, clock);
        html.Begin("section", ("id", "timeline"));
        html.Element("h2", "Timeline");
        if (selection.Working.Count > selection.Rows.Count)
        {
            html.Element("p", $"{ReportTexts.Count(selection.Rows.Count, "plate")} of "
                + $"{ReportTexts.Number(selection.Working.Count, "#,0")}: those that are not there, and the slowest. "
                + "The first row shows how many plates were under way.", ("class", "soft"));
        }

        WriteLegend(html, night, selection.Rows);
        html.Begin("ul", ("class", "timeline"));
        if (selection.Working.Count > selection.Rows.Count)
        {
            WriteSum(html, night, selection.Working, axis);
        }

        foreach (var plate in selection.Rows)
        {
            WriteRow(html, night, plate, axis);
        }

        WriteAxis(html, axis, clock);
        html.EndBlock();
        html.EndBlock();
    }

    private static void WriteLegend(HtmlWriter html, ReportNight night, IReadOnlyList<ReportPlate> rows)
    {
        (string Key, string Text, bool IsShown)[] entries =
        [
            ("bar", "saved", rows.Any(plate => plate.IsThere)),
            ("failed", "failed", rows.Any(plate => plate.Outcome == PlateOutcome.Failed && !plate.IsAfterDeadline)),
            ("unfinished", "not finished", rows.Any(plate => plate.Outcome == PlateOutcome.Unfinished || plate.IsAfterDeadline)),
            ("wait", "waiting", rows.Any(plate => plate.Waits.Count > 0)),
            ("retry", "retry", rows.Any(plate => plate.Retries.Count > 0)),
            ("outage", "outage", night.Outages.Any()),
        ];
        ReportParts.Legend(html, entries.Where(entry => entry.IsShown).Select(entry => (entry.Key, entry.Text)));
    }

    private static void WriteRow(HtmlWriter html, ReportNight night, ReportPlate plate, TimeAxis axis)
    {
        var (word, className) = ReportParts.OutcomeOf(plate);
        var facts = Facts(plate, word);
        html.Begin("li");
        html.Element("span", plate.DisplayName, ("class", "name label"), ("title", plate.DisplayName));
        html.Begin("span", ("class", "lane"));
        SvgShapes.BeginChart(html, "row", LaneHeight, $"{plate.DisplayName}: {facts}");
        SvgShapes.Outages(html, night.Outages, axis, LaneHeight);
        SvgShapes.Grid(html, axis, LaneHeight);
        foreach (var span in plate.Spans)
        {
            SvgShapes.Rectangle(html, className, PlaceOf(span, axis), (3, LaneHeight - 6));
        }

        foreach (var wait in plate.Waits)
        {
            SvgShapes.Rectangle(html, "wait", PlaceOf(wait, axis), (5, LaneHeight - 10),
                $"waited {ReportTexts.Duration(wait.Duration)}: {wait.Reason}");
        }

        foreach (var retry in plate.Retries)
        {
            var x = axis.Position(retry.Time);
            SvgShapes.Rectangle(html, "retry", (x, x), (0, LaneHeight), retry.Reason);
        }

        html.End();
        html.End();
        html.Element("span", facts, ("class", className is "failed" ? "fact label bad" : "fact label"), ("title", facts));
        html.EndBlock();
    }

    private static string Facts(ReportPlate plate, string word)
    {
        var bytes = plate.BytesTransferred > 0 ? plate.BytesTransferred : plate.BytesKept;
        var facts = new List<string> { word };
        if (bytes > 0)
        {
            facts.Add(plate.IsThere ? ReportTexts.Bytes(bytes) : $"{ReportTexts.Bytes(bytes)} kept");
        }

        if (plate.Elapsed is { } elapsed)
        {
            facts.Add(ReportTexts.Duration(elapsed));
        }

        if (plate.Retries.Count > 0)
        {
            facts.Add(ReportTexts.Count(plate.Retries.Count, "retry"));
        }

        return string.Join(", ", facts);
    }

    private static void WriteSum(HtmlWriter html, ReportNight night, IReadOnlyList<ReportPlate> plates, TimeAxis axis)
    {
        var counts = TimelineRows.Concurrency(plates, axis, SumParts);
        var most = Math.Max(counts.Max(), 1);
        var corners = counts.Select((count, i) => (double)count / most).SelectMany((height, i) => new[]
        {
            SvgShapes.Point((double)i / SumParts, height), SvgShapes.Point((double)(i + 1) / SumParts, height),
        });
        var facts = $"up to {ReportTexts.Number(most, "#,0")} at once";
        html.Begin("li");
        html.Element("span", $"All {ReportTexts.Count(plates.Count, "plate")}", ("class", "name label"));
        html.Begin("span", ("class", "lane"));
        SvgShapes.BeginChart(html, "sum", SumHeight, $"Number of plates under way: {facts}");
        SvgShapes.Outages(html, night.Outages, axis, SumHeight);
        SvgShapes.Paths(html, (2, SumHeight - 2),
            ("area", $"M {SvgShapes.Point(0, 0)} L {string.Join(" L ", corners)} L {SvgShapes.Point(1, 0)} Z"));
        html.End();
        html.End();
        html.Element("span", facts, ("class", "fact label"));
        html.EndBlock();
    }

    private static void WriteAxis(HtmlWriter html, TimeAxis axis, ReportClock clock)
    {
        html.Begin("li");
        html.Element("span", "", ("class", "name"));
        html.Begin("span", ("class", "lane"));
        SvgShapes.BeginChart(html, "axis", 20, $"Time of day from {clock.Time(axis.Start)} to {clock.Time(axis.End)}");
        SvgShapes.TickLabels(html, axis, 14);
        html.End();
        html.End();
        html.EndBlock();
    }

    private static (double Start, double End) PlaceOf(ReportSpan span, TimeAxis axis) =>
        (axis.Position(span.Start), axis.Position(span.End));
}
