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
    public void A_bar_is_as_full_as_the_percentage_says_and_empty_without_one(int percent, string line) =>
        Assert.Equal(line, ProgressLine.WithBar(Record("run", percent), depth: 0, width: 30));

    [Theory]
    [InlineData("a plate", 0, 30, "a plate    [")]
    [InlineData("a plate", 1, 30, "  a plate  [")]
    [InlineData("a plate with a long name", 0, 30, "a plate w~ [")]
    [InlineData("a plate", 0, 1, "a plate  [")]
    [InlineData("a plate with a name longer than any column", 0, 900, "a plate with a name longer than~ [")]
    public void A_name_is_fitted_into_a_third_of_the_screen(string name, int depth, int width, string start) =>
        Assert.StartsWith(start, ProgressLine.WithBar(Record(name), depth, width), StringComparison.Ordinal);

    [Fact]
    public void What_just_now_and_the_time_left_are_told_if_they_are_known()
    {
        ProgressRecord record = Record("Saving plates", 5);
        record.CurrentOperation = "checking";
        record.SecondsRemaining = 3725;

        Assert.Equal("Saving plates:   5% status, checking, 01:02:05 left", ProgressLine.WithoutBar(record));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("red\e[31m")]
    [InlineData("back\b\r\tforth")]
    [InlineData("\u009b2J\u0085\v\f")]
    public void Nothing_in_a_name_can_tear_the_line_apart(string text)
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
