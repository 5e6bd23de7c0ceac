using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace FigshareTools.Reports;

/// <summary>Writes the throughput over the night, with the rate limit and the outages.</summary>
internal static class ThroughputChart
{
    private const int PlotHeight = 180;
    private const int PlotTop = 18;
    private const int GridLines = 4;

    public static void Write(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        var samples = night.Runs.SelectMany(run => run.Rates).ToList();
        if (samples.Count < 2)
        {
            return;
        }

        var axis = new TimeAxis(night.Started, night.Ended, clock);
        var means = ThroughputSeries.Means(samples, axis);
        var limits = night.Runs.SelectMany(run => run.Limits).OrderBy(limit => limit.Time).ToList();
        var top = ThroughputSeries.TopOf(means, limits);
        html.Begin("section", ("id", "throughput"));
        html.Element("h2", "Throughput");
        WriteLegend(html, night, limits, top);
        SvgShapes.BeginChart(html, "throughput", PlotTop + PlotHeight + 22, "Throughput over time",
            $"Mean {ReportTexts.Rate(night.BytesPerSecond)}, highest {ReportTexts.Rate(means.Max() ?? 0)}, from "
            + $"{clock.Time(axis.Start)} to {clock.Time(axis.End)}."
            + (night.Outages.Any() ? " " + OutageText(night, clock) : ""));
        html.Begin("svg", ("y", SvgShapes.Text(PlotTop)), ("width", "100%"), ("height", SvgShapes.Text(PlotHeight)));
        SvgShapes.Outages(html, night.Outages, axis, PlotHeight);
        SvgShapes.Grid(html, axis, PlotHeight);
        html.End();
        SvgShapes.Paths(html, (PlotTop, PlotHeight),
            ("area", Curve(means, top, isClosed: true)), ("curve", Curve(means, top, isClosed: false)),
            ("limit", LimitLine(limits, axis, top)));
        WriteRates(html, top);
        SvgShapes.TickLabels(html, axis, PlotTop + PlotHeight + 16);
        html.End();
        html.EndBlock();
    }

    private static void WriteLegend(HtmlWriter html, ReportNight night, List<LimitChange> limits, double top)
    {
        var entries = new List<(string, string)> { ("rate", "throughput") };
        if (limits.Exists(limit => limit.BytesPerSecond > 0 && limit.BytesPerSecond <= top))
        {
            entries.Add(("limit", "limit"));
        }

        if (night.Outages.Any())
        {
            entries.Add(("outage", "outage"));
        }

        ReportParts.Legend(html, entries);
    }

    private static string OutageText(ReportNight night, ReportClock clock) => string.Join(" ", night.Outages.Take(5)
        .Select(outage => $"Outage of {outage.Host} from {clock.Time(outage.Span.Start)} to {clock.Time(outage.Span.End)}."));

    /// <summary>Labels the grid above each line, inside of the plot, so that the plot has the width of the page.</summary>
    private static void WriteRates(HtmlWriter html, double top)
    {
        for (var i = 0; i <= GridLines; i++)
        {
            var y = PlotTop + PlotHeight - ((double)PlotHeight * i / GridLines);
            html.Element("line", "", ("class", "grid"), ("x1", "0"), ("x2", "100%"), ("y1", SvgShapes.Text(y)),
                ("y2", SvgShapes.Text(y)));
            if (i > 0)
            {
                html.Element("text", ReportTexts.Rate(top * i / GridLines), ("class", "label rate"), ("x", "2"),
                    ("y", SvgShapes.Text(y - 4)));
            }
        }
    }

    /// <summary>The curve as a path. A part without a sample interrupts it.</summary>
    private static string Curve(IReadOnlyList<long?> means, double top, bool isClosed)
    {
        var path = new StringBuilder();
        for (var i = 0; i < means.Count; i++)
        {
            if (means[i] is not { } mean)
            {
                continue;
            }

            var begins = i == 0 || means[i - 1] is null;
            var ends = i == means.Count - 1 || means[i + 1] is null;
            var (left, right) = ((double)i / means.Count, (double)(i + 1) / means.Count);
            var y = Math.Min(mean / top, 1);
            if (begins)
            {
                path.Append("M ").Append(SvgShapes.Point(left, isClosed ? 0 : y)).Append(' ');
                path.Append("L ").Append(SvgShapes.Point(left, y)).Append(' ');
            }

            path.Append("L ").Append(SvgShapes.Point((left + right) / 2, y)).Append(' ');
            if (ends)
            {
                path.Append("L ").Append(SvgShapes.Point(right, y)).Append(' ');
                path.Append(isClosed ? $"L {SvgShapes.Point(right, 0)} Z " : "");
            }
        }

        return path.ToString().TrimEnd();
    }

    /// <summary>The limit as a path of steps, interrupted where there is none or it is above the chart.</summary>
    private static string LimitLine(List<LimitChange> limits, TimeAxis axis, double top)
    {
        var path = new StringBuilder();
        for (var i = 0; i < limits.Count; i++)
        {
            var y = limits[i].BytesPerSecond / top;
            if (y is > 0 and <= 1)
            {
                var end = i + 1 < limits.Count ? axis.Position(limits[i + 1].Time) : 1;
                path.Append("M ").Append(SvgShapes.Point(axis.Position(limits[i].Time), y))
                    .Append(" L ").Append(SvgShapes.Point(end, y)).Append(' ');
            }
        }

        return path.ToString().TrimEnd();
    }
}
