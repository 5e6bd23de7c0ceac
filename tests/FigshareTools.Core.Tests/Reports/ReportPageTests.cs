using System;
using System.Linq;
using System.Xml.Linq;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class ReportPageTests
{
    private static ReportPageTest Page(params RunLogText[] logs) =>
        new(NightGrouping.Group(RunLogText.Read(string.Concat(logs.Select(log => log.Text)))));

    [Fact]
    public void Page_is_one_file_without_scripts_and_references()
    {
        var page = Page(ReportPageTest.FullNight(ReportPageTest.HostileNames));

        string[] forbidden = ["script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use", "a"];
        Assert.DoesNotContain(page.Document.Descendants(), element => forbidden.Contains(element.Name.LocalName));
        var attributes = page.Document.Descendants().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        Assert.DoesNotContain(attributes, attribute => attribute.Name.LocalName is "href" or "src" or "style"
            || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Html, StringComparison.Ordinal);
        Assert.Contains(page.Elements("meta"), meta =>
            (string?)meta.Attribute("content") == "default-src 'none'; style-src 'unsafe-inline'");
    }

    [Fact]
    public void Hostile_names_are_text()
    {
        var page = Page(ReportPageTest.FullNight(ReportPageTest.HostileNames));

        var plates = page.Section("plates")!.Descendants().Where(cell => (string?)cell.Attribute("scope") == "row");
        Assert.Equal(
            ReportPageTest.HostileNames.Select(name => PrintableText.Of(name).Replace('\uFFFE', '\uFFFD')).Order(),
            plates.Select(cell => cell.Value.Replace("\uFFFDhalf", "\\u{D800}half", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(page.Html, letter => letter is '\u202E' or '\u001B' or '\0');
    }

    [Fact]
    public void Elements_have_end_tags_and_the_style_has_no_escapes()
    {
        var page = Page(ReportPageTest.FullNight());

        // HTML ignores the slash of an empty element, except in SVG and for elements that cannot have content.
        Assert.DoesNotMatch("<(?!meta)[a-z]+[^<>]*/>", page.Html);
        Assert.DoesNotMatch("[<>&]", page.Elements("style").Single().Value);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\" xmlns=", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_come_first_with_remedy_and_command()
    {
        var page = Page(new RunLogText().Started().Saved(1, 1, 5).Failed(2, 1, 9).Ended(10));

        Assert.Equal("1 of 2 plates is there, 1 failed", page.Elements("h1").Single().Value);
        Assert.Equal("first", (string?)page.Elements("section").First().Attribute("id"));
        var first = page.Section("first")!;
        Assert.Contains("SQ2: the cause; the remedy. 5.00 KB are kept", first.Value, StringComparison.Ordinal);
        Assert.Equal(
            "@(\n    [pscustomobject]@{ FileId = 102; Plate = 'SQ2' }\n) | Save-FigsharePlate -Checksum "
                + "-Destination '/data/plates'",
            first.Descendants().Single(element => element.Name.LocalName == "code").Value);
    }

    [Theory]
    [InlineData("completed", "good", "The plate is there", "")]
    [InlineData("stopped", "open", "The plate is there", "The run was stopped at 22:00.")]
    [InlineData("deadline", "open", "The plate is there", "The run stopped at its deadline, at 22:00.")]
    [InlineData("error", "bad", "The plate is there", "The run ended with an error at 22:00.")]
    [InlineData(null, "open", "The plate is there", "The run ended without a word at 22:00:09: its process was killed")]
    public void Header_says_how_the_run_ended(string? reason, string state, string headline, string ending)
    {
        var log = new RunLogText().Started().Saved(1, 1, 5).Add(9, "rate", ("bytesPerSecond", 1));

        var page = Page(reason is null ? log : log.Ended(10, reason));

        var header = page.Elements("header").Single();
        Assert.Equal(state, (string?)header.Attribute("class"));
        Assert.Contains(headline, header.Value, StringComparison.Ordinal);
        Assert.Contains(ending, header.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Young_log_without_an_end_may_be_of_a_running_run()
    {
        var night = RunLogText.Night(new RunLogText("0123456789abcdef", "2026-11-25T06:58:30.000Z").Started().Saved(1, 1, 5));

        Assert.StartsWith("No end is logged yet", NightVerdict.Ending(night, RunLogText.Clock), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", "All 2 plates are there")]
    [InlineData("deadline", "All 2 plates are there")]
    [InlineData("stopped", "2 plates are there")]
    [InlineData(null, "2 plates are there")]
    public void Only_a_run_that_named_all_plates_has_all_of_them(string? reason, string headline)
    {
        var log = new RunLogText().Started().Saved(1, 1, 5).Saved(2, 1, 5);

        Assert.Equal(headline, NightVerdict.Headline(RunLogText.Night(reason is null ? log : log.Ended(9, reason))));
    }

    [Fact]
    public void Plates_of_the_deadline_are_not_failures()
    {
        var page = Page(new RunLogText().Started().Saved(1, 1, 5).Failed(2, 1, 9, "DeadlineReached").Ended(10, "deadline"));

        Assert.Equal("1 of 2 plates is there, 1 not finished", page.Elements("h1").Single().Value);
        var first = page.Section("first")!.Value;
        Assert.Contains("resumes the rest from the 5.00 KB that are on disk", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_of_several_nights_has_a_row_for_each()
    {
        var page = Page(
            new RunLogText("a", "2026-11-22T21:00:00.000Z").Started().Saved(1, 1, 5),
            new RunLogText("b", "2026-11-23T21:00:00.000Z").Started().Failed(2, 1, 5).Ended(9),
            new RunLogText("c", "2026-11-24T21:00:00.000Z").Started().Saved(3, 1, 5).Ended(9));

        var rows = page.Section("nights")!.Descendants().Where(row => row.Name.LocalName == "tr").Skip(1).ToList();
        Assert.Equal(["24 November 2026, 22:00", "23 November 2026, 22:00", "22 November 2026, 22:00"],
            rows.Select(row => row.Elements().First().Value));
        Assert.Equal(["completed", "completed", "without a word"], rows.Select(row => row.Elements().Last().Value));
        Assert.Contains("SQ3", page.Section("plates")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("SQ2", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_plates_are_named_in_a_closed_table()
    {
        var log = new RunLogText().Started();
        for (var plate = 1; plate <= 2000; plate++)
        {
            log.Saved(plate, plate, plate + 3);
        }

        var page = Page(log.Ended(2100));

        var table = page.Section("plates")!.Elements().Single(element => element.Name.LocalName == "details");
        Assert.Equal(2001, table.Descendants().Count(element => element.Name.LocalName == "tr"));
        var rows = page.Section("timeline")!.Descendants().Count(element => (string?)element.Attribute("class") == "row");
        Assert.Equal(TimelineRows.MaximumRows, rows);
        Assert.Contains("All 2,000 plates", page.Section("timeline")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_and_tables_have_text_alternatives()
    {
        var page = Page(ReportPageTest.FullNight());

        var charts = page.Elements("svg").Where(chart => chart.Attribute("role") is not null).ToList();
        Assert.Equal(7, charts.Count);
        Assert.All(charts, chart => Assert.Equal("title", chart.Elements().First().Name.LocalName));
        var throughput = page.Section("throughput")!.Value;
        Assert.Contains("Outage of api.figshare.com from 22:20 to 23:00", throughput, StringComparison.Ordinal);
        Assert.All(page.Elements("th"), heading => Assert.NotNull(heading.Attribute("scope")));
        Assert.All(page.Elements("table"), table => Assert.Equal("caption", table.Elements().First().Name.LocalName));
        Assert.Equal("en", (string?)page.Document.Root!.Attribute("lang"));
    }

    [Fact]
    public void Run_without_plates_says_so()
    {
        var page = Page(new RunLogText().Started().Ended(1));

        Assert.Equal("No plate was saved", page.Elements("h1").Single().Value);
        Assert.Contains("Check the table of the job", page.Section("first")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_of_results_has_no_times()
    {
        var plate = new ReportPlate { Name = "SQ1", FileId = 1, Outcome = PlateOutcome.Saved };
        var page = new ReportPageTest(new ReportNight { Plates = [plate] });

        Assert.Null(page.Section("timeline"));
        Assert.Equal("The plate is there", page.Elements("h1").Single().Value);
    }
}
