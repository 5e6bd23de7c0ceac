using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Segments;
using FigshareTools.PartialFiles;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Segments;

public class SegmentPlanTests
{
    private const long MiB = 1 << 20;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_single_connection_gets_all_bytes_up_to_the_next_gap()
    {
        var plan = Plan((0, 100 * MiB), (200 * MiB, 300 * MiB));

        Assert.Equal((0, 100 * MiB), RangeOf(plan.Take(1)));
        Assert.Equal((200 * MiB, 300 * MiB), RangeOf(plan.Take(1)));
        Assert.Equal(200 * MiB, plan.Remaining);
    }

    [Fact]
    public void Segments_grow_from_the_front_and_shrink_towards_the_end()
    {
        var plan = Plan((0, 400 * MiB));
        var lengths = new List<long>();
        while (plan.Take(4) is { } segment)
        {
            Assert.Equal(lengths.Sum(), segment.Start / MiB);
            lengths.Add(segment.Remaining / MiB);
            segment.Advance((int)segment.Remaining, 0);
            plan.Return(segment);
        }

        Assert.Equal([4, 4, 4, 6, 9, 13, 20, 30, 38, 34, 29, 26, 22, 20, 17, 15, 13, 12], lengths[..18]);
        Assert.All(lengths[18..^1], length => Assert.InRange(length, 4, 11));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(10, 4)]
    [InlineData(20, 8)]
    [InlineData(80, 32)]
    [InlineData(400, 32)]
    public void First_segments_are_longer_where_the_storage_is_far(int responseTime, int mebibytes)
    {
        var plan = Plan((0, 4000 * MiB));

        Assert.Equal((0, mebibytes * MiB), RangeOf(plan.Take(16, TimeSpan.FromMilliseconds(responseTime))));
    }

    [Fact]
    public void Last_segments_are_short_also_where_the_storage_is_far()
    {
        var plan = Plan((0, 160 * MiB));

        Assert.Equal((0, 5 * MiB), RangeOf(plan.Take(16, TimeSpan.FromMilliseconds(80))));
    }

    [Fact]
    public void Early_request_gets_a_missing_range_but_splits_no_segment()
    {
        var plan = Plan((0, 8 * MiB));
        plan.Take(2);

        Assert.Equal((4 * MiB, 8 * MiB), RangeOf(plan.TakeMissing(2, TimeSpan.Zero)));
        Assert.Null(plan.TakeMissing(2, TimeSpan.Zero));
        Assert.NotNull(plan.Take(2));
    }

    [Fact]
    public void Bytes_downloaded_before_others_joined_count()
    {
        var plan = Plan((0, 4000 * MiB));
        var first = plan.Take(1)!;
        first.Advance((int)(20 * MiB), _clock.GetTimestamp());

        Assert.Equal((30 * MiB, 40 * MiB), RangeOf(plan.Take(4)));
    }

    [Fact]
    public void First_segment_is_split_when_a_second_connection_joins_a_short_plate()
    {
        var plan = Plan((0, 100 * MiB));
        var first = plan.Take(1)!;

        Assert.Equal((4 * MiB, 8 * MiB), RangeOf(plan.Take(16)));
        Assert.Equal(4 * MiB, first.End);
    }

    [Fact]
    public void A_rest_of_less_than_two_segments_is_one_segment()
    {
        var small = Plan((0, 9 * MiB));
        Assert.Equal((0, 4 * MiB), RangeOf(small.Take(4)));
        Assert.Equal((4 * MiB, 9 * MiB), RangeOf(small.Take(4)));
    }

    [Fact]
    public void A_returned_segment_is_merged_with_its_neighbours()
    {
        var plan = Plan((0, 16 * MiB));
        var (first, second) = (plan.Take(4)!, plan.Take(4)!);
        first.Advance((int)MiB, 0);

        plan.Return(first);
        plan.Return(second);

        Assert.Equal((MiB, 16 * MiB), RangeOf(plan.Take(1)));
    }

    [Fact]
    public void An_idle_connection_splits_the_segment_that_would_finish_last()
    {
        var plan = Plan((0, 8 * MiB));
        var (fast, slow) = (plan.Take(2)!, plan.Take(2)!);
        _clock.Advance(TimeSpan.FromSeconds(1));
        fast.Advance((int)(3 * MiB), _clock.GetTimestamp());
        slow.Advance((int)MiB, _clock.GetTimestamp());

        Assert.Equal(((11 * MiB) / 2 + MiB, 8 * MiB), RangeOf(plan.Take(2)));
        Assert.False(slow.Abandoned.IsCancellationRequested);
    }

    [Fact]
    public void The_last_byte_of_a_live_segment_is_not_taken_over()
    {
        var plan = Plan((0, 4 * MiB));
        var segment = plan.Take(1)!;
        segment.Advance((int)((4 * MiB) - 1), _clock.GetTimestamp());

        Assert.Null(plan.Take(2));
        Assert.False(segment.Abandoned.IsCancellationRequested);
    }

    [Fact]
    public void A_stalled_segment_is_taken_over_completely()
    {
        var plan = Plan((0, MiB));
        var stalled = plan.Take(1)!;
        stalled.Advance(1000, _clock.GetTimestamp());
        Assert.Null(plan.Take(2));

        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal((1000, MiB), RangeOf(plan.Take(2)));
        Assert.True(stalled.Abandoned.IsCancellationRequested);
        Assert.Equal(0, stalled.Remaining);
    }

    [Fact]
    public void Bytes_written_behind_a_moved_end_are_not_handed_out_again()
    {
        var plan = Plan((0, 4 * MiB));
        var (first, second) = (plan.Take(1)!, plan.Take(2)!);
        first.Advance((int)(3 * MiB), _clock.GetTimestamp());
        plan.Return(second);
        var rest = plan.Take(1)!;
        rest.Advance((int)rest.Remaining, _clock.GetTimestamp());
        plan.Return(rest);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Null(plan.Take(2));
        Assert.Equal(0, plan.Remaining);
    }

    [Fact]
    public void A_segment_with_an_unknown_end_is_not_split()
    {
        var plan = Plan((0, ByteRange.UnknownEnd));
        var all = plan.Take(1)!;
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Null(plan.Take(2));
        plan.TruncateAt(all, 5);
        plan.TruncateAt(all, 9);
        Assert.Equal(5, plan.Remaining);
    }

    /// <summary>
    /// Connections have any speed, fail, stall for good, end and join, and receive bytes behind an end that was moved.
    /// </summary>
    [Fact]
    public void Random_connections_download_every_byte()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            Simulate(new Random(seed));
        }
    }

    private void Simulate(Random random)
    {
        var length = random.Next(1, 300) * MiB / random.Next(1, 4);
        var present = new ByteRangeSet();
        for (var i = random.Next(4); i > 0; i--)
        {
            var from = random.NextInt64(length);
            present.Add(from, Math.Min(length, from + random.NextInt64(length)));
        }

        var plan = new SegmentPlan(present.MissingOf(length), _clock);
        var segments = new Segment?[random.Next(1, 17)];
        var speeds = segments.Select((_, i) => i > 0 && random.Next(5) == 0 ? 0 : random.Next(1, 20 << 20)).ToList();
        var steps = 0;
        while (plan.Remaining > 0)
        {
            Assert.True(++steps < 20_000, "the simulation does not end");
            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(300)));
            var i = random.Next(segments.Length);
            if (segments[i] is not { } segment)
            {
                segments[i] = plan.Take(random.Next(1, segments.Length + 1));
                Assert.True(segments[i] is not { } taken || (taken.Remaining > 0 && taken.End <= length));
                continue;
            }

            // A read may return more bytes than remain, if another connection has split the segment meanwhile.
            var count = Math.Min(length - segment.Position, random.Next(speeds[i] + 1));
            if (count > 0 && segment.Remaining > 0)
            {
                present.Add(segment.Position, segment.Position + count);
                segment.Advance((int)count, _clock.GetTimestamp());
            }

            if (segment.Remaining == 0 || random.Next(20) == 0)
            {
                plan.Return(segment);
                segments[i] = null;
            }
        }

        Assert.Equal(length, present.ContiguousLength);
    }

    private SegmentPlan Plan(params (long Start, long End)[] missing) =>
        new(missing.Select(range => new ByteRange(range.Start, range.End)), _clock);

    private static (long, long) RangeOf(Segment? segment) => (segment!.Position, segment.End);
}
