using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class RedirectAheadPolicyTests
{
    [Theory]
    // Nothing shows yet when the next plate will start.
    [InlineData(16, 0, 0, 0)]
    [InlineData(16, 3, 0, 3)]
    [InlineData(16, 3, 2, 1)]
    [InlineData(16, 16, 0, 16)]
    [InlineData(16, 16, 16, 0)]
    // One plate for each slot, however short the plates are.
    [InlineData(4, 9, 1, 3)]
    [InlineData(1, 1, 0, 1)]
    // Plates have become longer since their URLs were requested.
    [InlineData(16, 2, 5, 0)]
    public void As_many_URLs_are_requested_as_plates_ended_recently(int slots, int recentEnds, int ahead, int expected) =>
        Assert.Equal(expected, RedirectAheadPolicy.Evaluate(slots, recentEnds, ahead));
}
