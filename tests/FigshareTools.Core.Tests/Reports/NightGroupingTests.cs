using System;
using System.Globalization;
using System.Linq;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class NightGroupingTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 24, 21, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0-60", 1)]
    [InlineData("0-60 61-90", 1)]
    [InlineData("0-60 90-100", 1)]
    [InlineData("0-60 91-100", 2)]
    [InlineData("0-600 10-20 610-620", 1)]
    [InlineData("0-1430 1439-1500", 1)]
    [InlineData("0-1430 1441-1500", 2)]
    [InlineData("0-10 1440-1450 2880-2890", 3)]
    public void Runs_that_follow_each_other_soon_are_one_night(string minutes, int nights)
    {
        var runs = minutes.Split(' ').Select(span => span.Split('-')).Select(ends => new ReportRun
        {
            Started = s_start.AddMinutes(int.Parse(ends[0], CultureInfo.InvariantCulture)),
            Ended = s_start.AddMinutes(int.Parse(ends[1], CultureInfo.InvariantCulture)),
        });

        Assert.Equal(nights, NightGrouping.Group(runs).Count);
    }

    [Fact]
    public void Plate_that_a_second_run_saved_has_not_failed()
    {
        var first = new RunLogText().Started().Failed(1, 1, 11).Saved(2, 1, 5).Ended(12);
        var second = new RunLogText("fedcba9876543210", "2026-11-24T21:05:00.000Z").Started().Saved(1, 1, 21).Ended(22);

        var night = RunLogText.Night(first, second);

        Assert.Equal(["SQ1", "SQ2"], night.Plates.Select(plate => plate.Name));
        Assert.Equal((2, 0), (night.There, night.Failed.Count()));
        Assert.Equal((2, TimeSpan.FromSeconds(30)), (night.Plates[0].Spans.Count, night.Plates[0].Elapsed));
    }

    [Fact]
    public void Plate_that_was_saved_and_then_found_stays_saved()
    {
        var first = new RunLogText().Started().Saved(1, 1, 11).Ended(12);
        var second = new RunLogText("fedcba9876543210", "2026-11-24T21:05:00.000Z").Started()
            .Add(1, "plateStarted", ("plate", 1), ("name", "SQ1"), ("fileId", 101))
            .Add(2, "platePublished", ("plate", 1), ("status", "Skipped"), ("verified", "Size"), ("seconds", 1)).Ended(3);

        var plate = Assert.Single(RunLogText.Night(first, second).Plates);

        Assert.Equal((PlateOutcome.Saved, VerificationLevel.Md5, 1_000_000L),
            (plate.Outcome, plate.Verified, plate.BytesTransferred));
    }

    [Fact]
    public void File_that_one_run_saves_twice_is_two_plates()
    {
        var log = new RunLogText().Started()
            .Add(1, "plateStarted", ("plate", 1), ("name", "a"), ("fileId", 7))
            .Add(1, "plateStarted", ("plate", 2), ("name", "b"), ("fileId", 7)).Ended(3);

        Assert.Equal(["a", "b"], RunLogText.Night(log).Plates.Select(plate => plate.Name));
    }

    [Fact]
    public void Failure_of_a_plate_that_was_saved_too_is_left_out()
    {
        ReportPlate[] plates =
        [
            new() { FileId = 1, Outcome = PlateOutcome.Saved },
            new() { FileId = 1, Outcome = PlateOutcome.Failed },
            new() { FileId = 2, Outcome = PlateOutcome.Failed, Message = "first" },
            new() { FileId = 2, Outcome = PlateOutcome.Failed, Message = "second" },
            new() { Outcome = PlateOutcome.Failed, Message = "a row without an id" },
        ];

        var kept = NightGrouping.WithoutRepeatedFailures(plates);

        Assert.Equal([null, "second", "a row without an id"], kept.Select(plate => plate.Message));
    }
}
