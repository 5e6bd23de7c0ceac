using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>The shapes that the charts of a report share.</summary>
internal static class SvgShapes
{
    /// <summary>
    /// The part of the axis that half a letter of a label takes on a phone. A label nearer to an end than half its length moves
    /// inwards, so that no label leaves the chart.
    /// </summary>
    private const double HalfLetter = 0.011;

    /// <summary>Begins a chart with its text alternatives. It is as wide as its place.</summary>
    public static void BeginChart(HtmlWriter html, string className, int height, string title, string? description = null)
    {
        html.Begin("svg", ("class", className), ("width", "100%"), ("height", Text(height)), ("role", "img"));
        html.Element("title", title);
        if (description is not null)
        {
            html.Element("desc", description);
        }
    }

    public static void Rectangle(
        HtmlWriter html, string className, (double Start, double End) x, (double Top, double Height) y, string? title = null)
    {
        html.Begin("rect", ("class", className), ("x", TimeAxis.Percent(x.Start)),
            ("width", TimeAxis.Percent(Math.Max(x.End - x.Start, 0.002))), ("y", Text(y.Top)), ("height", Text(y.Height)));
        if (title is not null)
        {
            html.Element("title", title);
        }

        html.End();
    }

    /// <summary>Shades the outages, behind everything else.</summary>
    public static void Outages(HtmlWriter html, IEnumerable<ReportOutage> outages, TimeAxis axis, int height)
    {
        foreach (var outage in outages)
        {
            Rectangle(html, "outage", (axis.Position(outage.Span.Start), axis.Position(outage.Span.End)), (0, height),
                $"{outage.Host}: {outage.Span.Reason}");
        }
    }

    public static void Grid(HtmlWriter html, TimeAxis axis, int height)
    {
        foreach (var tick in axis.Ticks())
        {
            var x = TimeAxis.Percent(tick.Position);
            html.Element("line", "", ("class", tick.IsMinor ? "grid minor" : "grid"), ("x1", x), ("x2", x), ("y1", "0"),
                ("y2", Text(height)));
        }
    }

    /// <summary>Writes the times of day below a chart.</summary>
    public static void TickLabels(HtmlWriter html, TimeAxis axis, int baseline)
    {
        foreach (var tick in axis.Ticks())
        {
            var half = HalfLetter * tick.Text.Length;
            var anchor = tick.Position < half ? "start" : tick.Position > 1 - half ? "end" : "middle";
            html.Element("text", tick.Text, ("class", tick.IsMinor ? "label minor" : "label"),
                ("x", TimeAxis.Percent(tick.Position)), ("y", Text(baseline)), ("text-anchor", anchor));
        }
    }

    /// <summary>Writes a path in a part of a chart whose units are 1000 by 100, whatever its size on the page.</summary>
    public static void Paths(HtmlWriter html, (int Top, int Height) place, params (string ClassName, string Data)[] paths)
    {
        html.Begin("svg", ("y", Text(place.Top)), ("width", "100%"), ("height", Text(place.Height)),
            ("viewBox", "0 0 1000 100"), ("preserveAspectRatio", "none"));
        foreach (var (className, data) in paths.Where(path => path.Data.Length > 0))
        {
            html.Element("path", "", ("class", className), ("d", data));
        }

        html.End();
    }

    /// <summary>A point in the units of <see cref="Paths"/>.</summary>
    /// <param name="x">From 0 to 1.</param>
    /// <param name="y">From 0, at the bottom, to 1.</param>
    public static string Point(double x, double y) => Text(x * 1000) + " " + Text((1 - y) * 100);

    public static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
