using System;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class ReportTextsTests
{
    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(599.6, "10 min")]
    [InlineData(2400, "40 min")]
    [InlineData(3599, "1 h")]
    [InlineData(29520, "8 h 12 min")]
    [InlineData(86400, "24 h")]
    [InlineData(273600, "3 d 4 h")]
    public void Time_has_two_units_at_most(double seconds, string text) =>
        Assert.Equal(text, ReportTexts.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 KB")]
    [InlineData(999_499, "999 KB")]
    [InlineData(999_501, "1.00 MB")]
    [InlineData(24_660_000_000, "24.7 GB")]
    [InlineData(2e18, "2000 PB")]
    public void Bytes_have_three_digits(double bytes, string text) => Assert.Equal(text, ReportTexts.Bytes(bytes));

    [Theory]
    [InlineData(1, "plate", "1 plate")]
    [InlineData(2, "retry", "2 retries")]
    [InlineData(2000, "plate", "2,000 plates")]
    public void Things_are_counted(int count, string thing, string text) => Assert.Equal(text, ReportTexts.Count(count, thing));

    [Theory]
    [InlineData(21, 21.75, "24 November 2026, 22:00 to 22:45")]
    [InlineData(21, 30, "24 November 2026, 22:00 to 07:00")]
    [InlineData(21, 45, "24 November 2026, 22:00 to 25 November 2026, 22:00")]
    public void Span_names_the_second_day_if_it_is_long(double from, double to, string text)
    {
        var midnight = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(text, RunLogText.Clock.Span(midnight.AddHours(from), midnight.AddHours(to)));
    }
}
