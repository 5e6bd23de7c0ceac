using System;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.Timing;

public class TransferLimitsTests
{
    [Theory]
    // stall timeout, floor, seconds waited, bytes: whether the connection is too slow
    [InlineData(60, 1024, 59, 0, false)]
    [InlineData(60, 1024, 60, 0, true)]
    [InlineData(60, 1024, 60, 61_439, true)]
    [InlineData(60, 1024, 60, 61_440, false)]
    [InlineData(60, 1024, 90, 61_440, true)]
    [InlineData(60, 0, 600, 0, false)]
    [InlineData(0, 1024, 600, 0, false)]
    [InlineData(1, 1, 1, 1, false)]
    public void Rate_is_compared_once_the_stall_timeout_was_waited(
        int timeout, int floor, int waited, int bytes, bool isTooSlow) =>
        Assert.Equal(
            isTooSlow,
            new TransferLimits(TimeSpan.FromSeconds(timeout), floor).IsTooSlow(
                new SpeedSample(TimeSpan.FromSeconds(waited), bytes)));
}
