using System;

namespace FigshareTools.Core.Tests.Segments;

/// <summary>How much of a line to a distant storage a run uses, in virtual time.</summary>
public class DistantRunTests
{
    private const long MiB = 1 << 20;

    // With steps of 5, 10 and 16 connections, first segments of 4 MiB, no connection for less than 32 MiB, and a wait for each
    // response (2026-11-30): 61, 85, 91, 89, 56, 67 and 82 %.
    [Theory]
    [InlineData(1, 1024, 80, 20, 1250, 70)]
    [InlineData(1, 4096, 80, 20, 1250, 89)]
    [InlineData(1, 4096, 20, 20, 1250, 96)]
    [InlineData(9, 200, 80, 20, 125, 95)]
    [InlineData(9, 512, 20, 60, 1250, 86)]
    [InlineData(9, 512, 80, 60, 1250, 71)]
    [InlineData(3, 8000, 80, 60, 1250, 93)]
    public void Run_uses_most_of_a_distant_line(int plates, int mebibytes, int roundTrip, int rate, int total, int percent)
    {
        var run = new DistantRun(new DistantLine(roundTrip, rate * 1e3, total * 1e3), plates, mebibytes * MiB);

        var seconds = run.Download();

        var allowed = plates * mebibytes * MiB / (Math.Min(total, 16 * rate) * 1e6);
        Assert.InRange(100 * allowed / seconds, percent, 100);
        // One spare connection for each plate.
        Assert.InRange(run.Connections, 1, 16 + plates);
        Assert.InRange(run.Requests, 1, 500);
    }
}
