using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>
/// The runs of a night. A run that starts soon after another one, or beside it, continues the same work, so that each plate is
/// shown once, with what became of it in the end.
/// </summary>
internal sealed record ReportNight
{
    /// <summary>The runs in the order of their start. None when the report is made of results.</summary>
    public IReadOnlyList<ReportRun> Runs { get; init; } = [];

    public IReadOnlyList<ReportPlate> Plates { get; init; } = [];

    public bool HasTimes => Runs.Count > 0;

    public DateTimeOffset Started => Runs[0].Started;

    public DateTimeOffset Ended => Runs.Max(run => run.Ended);

    public TimeSpan Duration => HasTimes ? Ended - Started : TimeSpan.Zero;

    /// <summary>The run that started last: how it ended is how the night ended.</summary>
    public ReportRun? LastRun => HasTimes ? Runs[Runs.Count - 1] : null;

    /// <summary>Whether the log has no end of the last run.</summary>
    public bool HasNoEnd => LastRun is { EndReason: null };

    public long Bytes => Sums.Bytes(
        HasTimes ? Runs.Select(run => run.Bytes) : Plates.Select(plate => plate.BytesTransferred));

    /// <summary>Bytes per second over the time of the runs, with their waits; 0 when not known.</summary>
    public long BytesPerSecond
    {
        get
        {
            var seconds = Runs.Sum(run => (run.Ended - run.Started).TotalSeconds);
            return seconds > 0 ? (long)(Bytes / seconds) : 0;
        }
    }

    public IEnumerable<ReportOutage> Outages => Runs.SelectMany(run => run.Outages);

    public int Retries => Plates.Sum(plate => plate.Retries.Count);

    public int There => Plates.Count(plate => plate.IsThere);

    /// <summary>Plates that are errors for another reason than the deadline.</summary>
    public IEnumerable<ReportPlate> Failed =>
        Plates.Where(plate => plate.Outcome == PlateOutcome.Failed && !plate.IsAfterDeadline);

    /// <summary>Plates that the next run continues: stopped by the deadline, or by the end of their run.</summary>
    public IEnumerable<ReportPlate> Open =>
        Plates.Where(plate => plate.Outcome == PlateOutcome.Unfinished || plate.IsAfterDeadline);

    public int Count(PlateOutcome outcome) => Plates.Count(plate => plate.Outcome == outcome);

    public int Count(VerificationLevel level) => Plates.Count(plate => plate.IsThere && plate.Verified == level);
}
