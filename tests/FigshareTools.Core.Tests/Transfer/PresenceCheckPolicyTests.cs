using System;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class PresenceCheckPolicyTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.003, 0)]
    [InlineData(0.199, 0)]
    [InlineData(0.2, 64)]
    [InlineData(5, 64)]
    public void Rows_are_left_to_the_workers_after_a_slow_look(double milliseconds, int expected) =>
        Assert.Equal(expected, PresenceCheckPolicy.RowsForWorkers(TimeSpan.FromMilliseconds(milliseconds)));
}
