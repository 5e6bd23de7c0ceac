using System;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Runs;

public class RunEstimateTests
{
    /// <summary>Ten seconds after the beginning of a run over nine plates.</summary>
    [Theory]
    // Everything is known.
    [InlineData(true, 9, 250, 1000, 250, 25, 30.0)]
    // Bytes of an earlier run are done, but say nothing about the rate.
    [InlineData(true, 9, 500, 1000, 100, 50, 50.0)]
    [InlineData(true, 9, 1000, 1000, 100, 100, null)]
    [InlineData(true, 9, 1000, 900, 100, 100, null)]
    [InlineData(true, 9, 500, 1000, 0, 50, null)]
    // Four plates have not begun, and their lengths are not known.
    [InlineData(true, 5, 990, 1000, 990, null, null)]
    [InlineData(true, 0, 0, 0, 0, null, null)]
    // Rows may still arrive.
    [InlineData(false, 9, 250, 1000, 250, null, null)]
    public void Estimate_needs_all_plates_and_their_lengths(
        bool isComplete, long known, long done, long total, long downloaded, int? percent, double? seconds)
    {
        var progress = new RunProgress(9, known, 3, done, total, downloaded, []) { IsComplete = isComplete };

        var estimate = RunEstimate.Of(progress, TimeSpan.FromSeconds(10));

        Assert.Equal(percent, estimate.Percent);
        Assert.Equal(seconds, estimate.Remaining?.TotalSeconds);
    }

    [Fact]
    public void Time_left_is_unknown_while_all_plates_wait()
    {
        var waiting = new PlateProgress(new FigsharePlate { FileId = 1 }, 0, onChanged: null);
        var working = new PlateProgress(new FigsharePlate { FileId = 2 }, 1, onChanged: null);
        waiting.SetWait(new PlateWait(DateTimeOffset.UnixEpoch, new EventCause(FigshareErrorId.ServerError, "busy", null, 503)));
        var progress = new RunProgress(2, 2, 0, 50, 100, 50, [waiting]) { IsComplete = true };

        Assert.Equal((50, null), Evaluate(progress));
        Assert.Equal((50, TimeSpan.FromSeconds(10)), Evaluate(progress with { InFlight = [waiting, working] }));
    }

    private static (int? Percent, TimeSpan? Remaining) Evaluate(RunProgress progress)
    {
        var estimate = RunEstimate.Of(progress, TimeSpan.FromSeconds(10));
        return (estimate.Percent, estimate.Remaining);
    }
}
