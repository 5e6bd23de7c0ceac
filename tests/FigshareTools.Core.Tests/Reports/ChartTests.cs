using System;
using System.Linq;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class ChartTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 24, 20, 7, 3, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "21:07:03 21:07:04")]
    [InlineData(24, "21:07:05 21:07:10 21:07:15 21:07:20 21:07:25")]
    [InlineData(30, "21:07:10 21:07:20 21:07:30")]
    [InlineData(600, "21:08 21:10 21:12 21:14 21:16")]
    [InlineData(36000, "22:00 00:00 02:00 04:00 06:00")]
    [InlineData(400000, "25 Nov 26 Nov 27 Nov 28 Nov 29 Nov")]
    public void Axis_has_at_most_eight_round_times_of_day(int seconds, string labels) => Assert.Equal(
        labels, string.Join(' ', AxisOf(seconds).Ticks().Select(tick => tick.Text)));

    [Theory]
    [InlineData(60)]
    [InlineData(3_600)]
    [InlineData(90_000)]
    [InlineData(40_000_000)]
    public void Axis_of_any_length_has_ticks_within_it(int seconds)
    {
        var ticks = AxisOf(seconds).Ticks();

        Assert.InRange(ticks.Count, 3, 9);
        Assert.All(ticks, tick => Assert.InRange(tick.Position, 0, 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.1, 2)]
    [InlineData(21e6, 30e6)]
    [InlineData(31e6, 40e6)]
    [InlineData(81e6, 100e6)]
    public void Chart_ends_at_a_round_rate(double rate, double top) => Assert.Equal(top, ThroughputSeries.RoundUp(rate));

    [Theory]
    [InlineData(10, 12, 20)]
    [InlineData(10, 30, 20)]
    [InlineData(10, 0, 20)]
    public void Limit_far_above_the_throughput_does_not_flatten_it(long rate, long limit, double top) =>
        Assert.Equal(top, ThroughputSeries.TopOf([rate, null], [new LimitChange(s_start, limit)]));

    [Fact]
    public void Time_without_samples_has_no_throughput()
    {
        var samples = new[] { 0, 5, 10, 50, 55 }.Select(second => new ThroughputSample(s_start.AddSeconds(second), second));

        Assert.Equal([5, null, null, 52], ThroughputSeries.Means(samples, AxisOf(60)));
    }

    [Fact]
    public void Number_of_plates_under_way_is_counted_by_time()
    {
        var plates = new[] { (0, 30), (10, 30), (50, 60) }.Select(span => PlateOf(span.Item1, span.Item2, PlateOutcome.Saved));

        Assert.Equal([1, 2, 2, 0, 0, 1], TimelineRows.Concurrency(plates, AxisOf(60), 6));
    }

    [Fact]
    public void Timeline_has_the_failed_and_the_slowest_of_many_plates()
    {
        var plates = Enumerable.Range(0, 5000).Select(i => PlateOf(i, i + (i % 1000) + 1, i switch
        {
            4 => PlateOutcome.Failed,
            5 => PlateOutcome.Unfinished,
            _ => i % 2 == 0 ? PlateOutcome.Skipped : PlateOutcome.Saved,
        }) with { Name = $"P{i}" });

        var timeline = TimelineRows.Of(plates);

        Assert.Equal((TimelineRows.MaximumRows, 2501), (timeline.Rows.Count, timeline.Working.Count));
        Assert.Equal(["P4", "P5"], timeline.Rows.Take(2).Select(plate => plate.Name));
        Assert.All(timeline.Rows.Skip(2), plate => Assert.InRange(plate.Elapsed!.Value.TotalSeconds, 920, 1000));
    }

    private static TimeAxis AxisOf(int seconds) => new(s_start, s_start.AddSeconds(seconds), RunLogText.Clock);

    private static ReportPlate PlateOf(int from, int to, PlateOutcome outcome) => new()
    {
        Outcome = outcome,
        Elapsed = TimeSpan.FromSeconds(to - from),
        Spans = [new ReportSpan(s_start.AddSeconds(from), s_start.AddSeconds(to))],
    };
}
