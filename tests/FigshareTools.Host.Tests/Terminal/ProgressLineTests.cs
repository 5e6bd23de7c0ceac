using System;
using System.Management.Automation;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting.Tests.Terminal;

public class ProgressLineTests
{
    [Theory]
    [InlineData(-1, "run        [........................] status")]
    [InlineData(0, "run        [........................]   0% status")]
    [InlineData(50, "run        [############............]  50% status")]
    [InlineData(99, "run        [#######################.]  99% status")]
    [InlineData(100, "run        [########################] 100% status")]
    public void Bar_shows_the_percentage_and_is_empty_without_one(int percent, string line) =>
        Assert.Equal(line, ProgressLine.WithBar(Record("run", percent), depth: 0, width: 30));

    [Theory]
    [InlineData("a plate", 0, 30, "a plate    [")]
    [InlineData("a plate", 1, 30, "  a plate  [")]
    [InlineData("a plate with a long name", 0, 30, "a plate w~ [")]
    [InlineData("a plate", 0, 1, "a plate  [")]
    [InlineData("a plate with a name longer than any column", 0, 900, "a plate with a name longer than~ [")]
    public void Name_is_limited_to_a_third_of_the_width(string name, int depth, int width, string start) =>
        Assert.StartsWith(start, ProgressLine.WithBar(Record(name), depth, width), StringComparison.Ordinal);

    [Fact]
    public void Operation_and_time_left_are_shown_if_known()
    {
        var record = Record("Saving plates", 5);
        record.CurrentOperation = "checking";
        record.SecondsRemaining = 3725;

        Assert.Equal("Saving plates:   5% status, checking, 01:02:05 left", ProgressLine.WithoutBar(record));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("red\e[31m")]
    [InlineData("back\b\r\tforth")]
    [InlineData("\u009b2J\u0085\v\f")]
    public void Control_characters_in_a_name_cannot_break_the_line(string text)
    {
        var record = new ProgressRecord(1, text, text) { CurrentOperation = text };

        foreach (var line in new[] { ProgressLine.WithBar(record, 0, 90), ProgressLine.WithoutBar(record) })
        {
            Assert.DoesNotContain(line, char.IsControl);
        }
    }

    private static ProgressRecord Record(string activity, int percent = -1) =>
        new(1, activity, "status") { PercentComplete = percent };
}
