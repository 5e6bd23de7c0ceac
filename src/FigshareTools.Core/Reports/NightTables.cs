using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes the tables beside that of the plates: outages, runs of the night, all nights, and the settings.</summary>
internal static class NightTables
{
    public static void WriteOutages(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        var outages = night.Outages.ToList();
        if (outages.Count == 0)
        {
            return;
        }

        html.Begin("section", ("id", "outages"));
        html.Element("h2", "Outages");
        ReportParts.BeginTable(html, "Times in which a host refused all requests", ("Host", ""), ("From", ""), ("To", ""),
            ("Duration", "number"), ("Reason", "wide"));
        foreach (var outage in outages)
        {
            html.Begin("tr");
            html.Element("th", outage.Host, ("scope", "row"));
            html.Element("td", clock.TimeWithSeconds(outage.Span.Start));
            html.Element("td", clock.TimeWithSeconds(outage.Span.End));
            html.Element("td", ReportTexts.Duration(outage.Span.Duration), ("class", "number"));
            html.Element("td", outage.Span.Reason ?? "", ("class", "wide"));
            html.EndBlock();
        }

        ReportParts.EndTable(html);
        html.EndBlock();
    }

    public static void WriteRuns(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        if (night.Runs.Count > 1)
        {
            var single = night.Runs.Select(run => new ReportNight { Runs = [run], Plates = run.Plates });
            WriteRows(html, "runs", ("Runs of this night", "Each run of the night, the first one first"), single, clock);
        }
    }

    public static void WriteNights(HtmlWriter html, IReadOnlyList<ReportNight> nights, ReportClock clock)
    {
        if (nights.Count > 1)
        {
            const string Caption = "Each night of the logs, the newest one first; this page shows the newest in detail";
            WriteRows(html, "nights", ("All nights", Caption), nights.Reverse(), clock);
        }
    }

    public static void WriteSettings(HtmlWriter html, ReportRun run)
    {
        html.Begin("section", ("id", "settings"));
        html.Begin("details");
        html.Element("summary", "Settings of the run");
        html.Begin("dl", ("class", "settings"));
        WriteSetting(html, "Destination", run.Destination);
        WriteSetting(html, "Computer", run.Computer);
        WriteSetting(html, "Shell", run.Shell);
        WriteSetting(html, "FigshareTools", run.Version);
        foreach (var option in run.Options)
        {
            WriteSetting(html, ParameterOf(option.Key), option.Value);
        }

        html.EndBlock();
        html.EndBlock();
        html.EndBlock();
    }

    private static void WriteRows(
        HtmlWriter html, string id, (string Heading, string Caption) title, IEnumerable<ReportNight> nights, ReportClock clock)
    {
        html.Begin("section", ("id", id));
        html.Element("h2", title.Heading);
        ReportParts.BeginTable(html, title.Caption, ("Started", ""), ("Duration", "number"), ("There", "number"),
            ("Failed", "number"), ("Not finished", "number"), ("Downloaded", "number"), ("Mean rate", "number"),
            ("Outages", "number"), ("Ended", ""));
        foreach (var night in nights)
        {
            var outage = Sums.Time(night.Outages.Select(item => item.Span));
            html.Begin("tr");
            html.Element("th", clock.DayAndTime(night.Started), ("scope", "row"));
            html.Element("td", ReportTexts.Duration(night.Duration), ("class", "number"));
            html.Element("td", ReportTexts.Number(night.There, "#,0"), ("class", "number"));
            WriteCount(html, night.Failed.Count(), "bad");
            WriteCount(html, night.Open.Count(), "open");
            html.Element("td", ReportTexts.Bytes(night.Bytes), ("class", "number"));
            html.Element("td", ReportTexts.Rate(night.BytesPerSecond), ("class", "number"));
            html.Element("td", outage > TimeSpan.Zero ? ReportTexts.Duration(outage) : "", ("class", "number"));
            html.Element("td", NightVerdict.EndingWord(night.LastRun!));
            html.EndBlock();
        }

        ReportParts.EndTable(html);
        html.EndBlock();
    }

    private static void WriteCount(HtmlWriter html, int count, string className) =>
        html.Element("td", ReportTexts.Number(count, "#,0"), ("class", count > 0 ? $"number {className}" : "number"));

    private static void WriteSetting(HtmlWriter html, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            html.Element("dt", name);
            html.Element("dd", value);
        }
    }

    /// <summary>The parameter that an option is: throttleLimit is -ThrottleLimit.</summary>
    private static string ParameterOf(string option) =>
        option.Length == 0 ? "" : "-" + char.ToUpperInvariant(option[0]) + option.Substring(1);
}
