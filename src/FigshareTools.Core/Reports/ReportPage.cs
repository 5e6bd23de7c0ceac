using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes the page: the newest night in detail, and a row for each night. It needs no script and no network.</summary>
internal static class ReportPage
{
    /// <summary>Browsers run no script of the page and load nothing, even if an error of this program let one through.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    public static void Write(Stream stream, IReadOnlyList<ReportNight> nights, ReportClock clock)
    {
        var night = nights[nights.Count - 1];
        using var html = new HtmlWriter(stream);
        html.Begin("html", ("lang", "en"));
        WriteHead(html, night, clock);
        html.Begin("body");
        html.Begin("main");
        WriteHeader(html, night, clock);
        WriteTiles(html, night);
        ActionList.Write(html, night, clock);
        NightTables.WriteNights(html, nights, clock);
        if (night.HasTimes)
        {
            TimelineChart.Write(html, night, clock);
            ThroughputChart.Write(html, night, clock);
            NightTables.WriteOutages(html, night, clock);
            NightTables.WriteRuns(html, night, clock);
        }

        PlateTable.Write(html, night);
        if (night.LastRun is { } run)
        {
            NightTables.WriteSettings(html, run);
        }

        html.Element("footer",
            $"Made by FigshareTools on {clock.DayAndTime(clock.Now)}. Times are those of {clock.Offset(clock.Now)}.");
        html.EndBlock();
        html.EndBlock();
        html.EndBlock();
    }

    private static void WriteHead(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        html.Begin("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", NightVerdict.Headline(night) + " \u2013 "
            + clock.Day(night.HasTimes ? night.Started : clock.Now) + " \u2013 FigshareTools");
        html.Style(PageStyle.Css);
        html.EndBlock();
    }

    private static void WriteHeader(HtmlWriter html, ReportNight night, ReportClock clock)
    {
        html.Begin("header", ("class", NightVerdict.SeverityOf(night) switch
        {
            Severity.Good => "good",
            Severity.Open => "open",
            _ => "bad",
        }));
        html.Element("h1", NightVerdict.Headline(night));
        var facts = night.HasTimes
            ? new[]
            {
                $"{clock.Span(night.Started, night.Ended)} ({ReportTexts.Duration(night.Duration)})", night.LastRun!.Computer,
                night.LastRun.Destination,
            }
            : [clock.DayAndTime(clock.Now)];
        html.Element("p", string.Join(" \u00b7 ", facts.Where(fact => fact is { Length: > 0 })), ("class", "soft"));
        if (NightVerdict.Ending(night, clock) is { Length: > 0 } ending)
        {
            html.Element("p", ending, ("class", "ending"));
        }

        html.EndBlock();
    }

    private static void WriteTiles(HtmlWriter html, ReportNight night)
    {
        html.Begin("div", ("class", "tiles"));
        Tile(html, "On disk", ReportTexts.Count(night.There, "plate"),
            night.Count(PlateOutcome.Skipped) is > 0 and var skipped
                ? $"{ReportTexts.Number(skipped, "#,0")} there already"
                : null);
        var failed = night.Failed.Count();
        Tile(html, "Failed", ReportTexts.Number(failed, "#,0"), null, failed > 0 ? "bad" : "");
        if (night.Open.Any())
        {
            Tile(html, "Not finished", ReportTexts.Number(night.Open.Count(), "#,0"), null, "open");
        }

        Tile(html, "Downloaded", ReportTexts.Bytes(night.Bytes),
            night.BytesPerSecond > 0 ? $"{ReportTexts.Rate(night.BytesPerSecond)} on average" : null);
        if (night.There > 0)
        {
            var md5 = night.Count(VerificationLevel.Md5);
            Tile(html, "Verified by MD5", md5 == night.There ? "all" : ReportTexts.Number(md5, "#,0"),
                md5 == night.There ? null : NightVerdict.Verification(night));
        }

        if (night.HasTimes)
        {
            Tile(html, "Retries", ReportTexts.Number(night.Retries, "#,0"),
                night.Outages.Any() ? ReportTexts.Count(night.Outages.Count(), "outage") : "no outage");
        }

        html.EndBlock();
    }

    private static void Tile(HtmlWriter html, string name, string value, string? note, string className = "")
    {
        html.Begin("dl", ("class", "tile"));
        html.Element("dt", name);
        html.Element("dd", value, ("class", className));
        if (note is not null)
        {
            html.Element("dd", note, ("class", "note"));
        }

        html.EndBlock();
    }
}
