using System;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Core.Tests.Pacing;

public class SlotPolicyTests
{
    private const long Now = 1_780_000_000;

    [Theory]
    [InlineData(0, 0, Now + 1)] // a second that has just begun is not used
    [InlineData(999, 0, Now + 1)]
    [InlineData(0, Now - 5, Now + 1)]
    [InlineData(990, Now + 1, Now + 2)] // a timer that expired early does not give the same second again
    [InlineData(0, Now + 7, Now + 8)] // the clock was set back
    public void First_slot_is_the_next_second_that_this_process_has_not_had(int milliseconds, long last, long first) =>
        Assert.Equal(first, SlotPolicy.First(At(Now, milliseconds), last));

    [Theory]
    [InlineData("", 0, 0, 10)]
    [InlineData("10", 0, 0, 11)]
    [InlineData("10,11,13", 0, 0, 12)]
    [InlineData("10,12", 2, 0, 11)] // without jitter, the first free one
    [InlineData("10,12", 2, 0.99, 13)] // one of the free ones is skipped
    [InlineData("10,11", 7, 0.99, 18)]
    [InlineData("9,99999999999", 0, 0, 10)] // times of wrong clocks do not matter
    public void Slot_is_free_and_near(string taken, int tries, double jitter, long slot) => Assert.Equal(slot, SlotPolicy.Choose(
        first: 10, [.. taken.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], tries, jitter));

    [Theory]
    [InlineData(100, 0, 4, 100)]
    [InlineData(101, 0, 4, 104)]
    [InlineData(101, 3, 4, 103)]
    [InlineData(103, 3, 4, 103)]
    [InlineData(104, 3, 4, 107)]
    [InlineData(104, 0, 1, 104)]
    public void Share_is_every_nth_slot(long first, int index, int count, long slot) =>
        Assert.Equal(slot, SlotPolicy.OfShare(first, index, count));

    [Theory]
    [InlineData(Now - 1, 0)]
    [InlineData(Now, 0)]
    [InlineData(Now + 1, 750)]
    [InlineData(Now + 3, 2750)]
    public void Request_waits_for_the_beginning_of_its_slot(long slot, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), SlotPolicy.WaitFor(slot, At(Now, 250)));

    [Theory]
    [InlineData(Now, 0, false)]
    [InlineData(Now, 999, false)]
    [InlineData(Now + 1, 999, false)] // a timer that expired early
    [InlineData(Now - 1, 0, true)]
    public void Slot_is_over_when_the_next_one_begins(long slot, int milliseconds, bool isOver) =>
        Assert.Equal(isOver, SlotPolicy.IsOver(slot, At(Now, milliseconds)));

    private static DateTimeOffset At(long seconds, int milliseconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).AddMilliseconds(milliseconds);
}
