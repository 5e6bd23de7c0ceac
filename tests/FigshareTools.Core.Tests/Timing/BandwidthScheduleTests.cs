using System;
using System.Globalization;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.Timing;

public class BandwidthScheduleTests
{
    private const long MiB = 1 << 20;

    private static readonly string[] s_lab = ["Mon-Fri 08:00=5MB", "Mon-Fri 18:30=0", "Sat,Sun 09:00=1.5GB"];

    // 2026-11-23 is a Monday.
    public static TheoryData<string[], string, long, string> Moments => new()
    {
        { ["08:00=10MB", "18:00=0"], "2026-11-23 07:59:59", 0, "2026-11-23 08:00" },
        { ["08:00=10MB", "18:00=0"], "2026-11-23 08:00:00", 10 * MiB, "2026-11-23 18:00" },
        { ["18:00=0", "08:00=10MB"], "2026-11-23 12:00:00", 10 * MiB, "2026-11-23 18:00" },
        { ["08:00=10MB", "18:00=0"], "2026-11-23 18:00:00", 0, "2026-11-24 08:00" },
        // Over midnight, over the end of the week, and over the end of the year.
        { ["08:00=10MB", "18:00=4096"], "2026-11-29 00:00:00", 4096, "2026-11-29 08:00" },
        { ["08:00=10MB", "18:00=4096"], "2026-11-28 23:00:00", 4096, "2026-11-29 08:00" },
        { ["08:00=10MB", "18:00=4096"], "2026-12-31 23:59:59", 4096, "2027-01-01 08:00" },
        { s_lab, "2026-11-23 08:00:00", 5 * MiB, "2026-11-23 18:30" },
        { s_lab, "2026-11-27 18:30:00", 0, "2026-11-28 09:00" },
        { s_lab, "2026-11-28 09:00:00", 1536 * MiB, "2026-11-29 09:00" },
        { s_lab, "2026-11-29 23:00:00", 1536 * MiB, "2026-11-30 08:00" },
        { s_lab, "2026-11-30 07:00:00", 1536 * MiB, "2026-11-30 08:00" },
        // A range may go over the end of the week, and names may be long.
        { ["fri-mon 00:00=1KB", "Tuesday 0:00 = 2 kb"], "2026-11-23 12:00:00", 1024, "2026-11-24 00:00" },
        { ["fri-mon 00:00=1KB", "Tuesday 0:00 = 2 kb"], "2026-11-26 12:00:00", 2048, "2026-11-27 00:00" },
        { ["Wed 12:00=0.5"], "2026-11-23 12:00:00", 1, "2026-11-25 12:00" },
        { ["Wed 12:00=1TB"], "2026-11-25 12:00:00", 1L << 40, "2026-12-02 12:00" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void The_last_entry_holds_until_the_next_one(string[] entries, string now, long limit, string until)
    {
        var period = BandwidthSchedule.Parse(entries).At(DateTime.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal(new BandwidthPeriod(limit, DateTime.Parse(until, CultureInfo.InvariantCulture)), period);
    }

    [Theory]
    [InlineData("", "'' is no entry of a timetable")]
    [InlineData("10MB", "'10MB' is no entry of a timetable")]
    [InlineData("8=10MB", "'8=10MB' is no entry of a timetable")]
    [InlineData("08:00 10MB", "'08:00 10MB' is no entry of a timetable")]
    [InlineData("08:00=", "'08:00=' is no entry of a timetable")]
    [InlineData("24:00=0", "'24:00=0' has no time of the day")]
    [InlineData("08:60=0", "'08:60=0' has no time of the day")]
    [InlineData("Mo 08:00=0", "'Mo' in 'Mo 08:00=0' is no weekday")]
    [InlineData("Mon-Die 08:00=0", "'Die' in 'Mon-Die 08:00=0' is no weekday")]
    [InlineData("Mon-Tue-Wed 08:00=0", "'Mon-Tue-Wed' in")]
    [InlineData("Mon,, 08:00=0", "'' in 'Mon,, 08:00=0' is no weekday")]
    [InlineData("08:00=-1", "'-1' in '08:00=-1' is no limit")]
    [InlineData("08:00=10 Mbit", "'10 Mbit' in '08:00=10 Mbit' is no limit")]
    [InlineData("08:00=1,5MB", "'1,5MB' in '08:00=1,5MB' is no limit")]
    [InlineData("08:00=99999999999TB", "is no limit; write bytes a second")]
    public void What_cannot_be_read_is_named_with_its_entry(string entry, string message)
    {
        var failure = Assert.Throws<FormatException>(() => BandwidthSchedule.Parse(["12:00=0", entry]));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_entries_of_one_moment_are_an_error()
    {
        var failure = Assert.Throws<FormatException>(() => BandwidthSchedule.Parse(["08:00=10MB", "Sat,Sun 8:00=0"]));

        Assert.StartsWith("two entries begin on Sunday at 08:00;", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timetable_without_entries_is_an_error() =>
        Assert.Throws<FormatException>(() => BandwidthSchedule.Parse([]));
}
