using System;
using FigshareTools.Segments;

namespace FigshareTools.Core.Tests.Segments;

public class EarlyRequestPolicyTests
{
    // Ten million bytes in 580 ms, 80 of which were the response: 20 MB/s, so that 1.92 MB arrive in 1.2 responses.
    [Theory]
    [InlineData(1_910_000, 10_000_000, 580, 80, true)]
    [InlineData(1_930_000, 10_000_000, 580, 80, false)]
    [InlineData(1, 10_000_000, 580, 80, true)]
    [InlineData(0, 10_000_000, 580, 80, false)] // The segment has ended.
    [InlineData(1, 10_000_000, 580, 14, false)] // The storage is near.
    [InlineData(1, 10_000_000, 580, 0, false)] // No response has arrived.
    [InlineData(1_000_000, 0, 580, 80, false)] // No byte has arrived.
    [InlineData(1, 10_000_000, 80, 80, false)] // The response took all of the time.
    [InlineData(1, 10_000_000, 60, 80, false)]
    public void Next_segment_is_requested_while_the_last_bytes_arrive(
        long remaining, long downloaded, int elapsed, int responseTime, bool isDue)
    {
        var sample = new SegmentSample(remaining, downloaded, TimeSpan.FromMilliseconds(elapsed));

        Assert.Equal(isDue, EarlyRequestPolicy.IsDue(sample, TimeSpan.FromMilliseconds(responseTime)));
    }
}
