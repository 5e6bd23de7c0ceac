using System;
using FigshareTools.Runs;

namespace FigshareTools.Logs;

/// <summary>One line of the log before it is written.</summary>
internal abstract record LogEntry
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The run has begun.</summary>
    public sealed record RunStarted : LogEntry;

    /// <summary>An event of the run.</summary>
    public sealed record Event(PlateEvent PlateEvent) : LogEntry;

    /// <summary>The rate of the run since the last sample.</summary>
    public sealed record Rate(RateSample Sample, long Limit) : LogEntry;

    /// <summary>The run has ended.</summary>
    public sealed record RunEnded(RunEndReason Reason, RunTotals Totals) : LogEntry;
}

/// <summary>The sums of a run.</summary>
/// <param name="Saved">Plates that were saved.</param>
/// <param name="Skipped">Plates that were on disk already.</param>
/// <param name="Failed">Plates that failed.</param>
/// <param name="Bytes">Bytes that came over the network.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RunTotals(long Saved, long Skipped, long Failed, long Bytes, TimeSpan Elapsed)
{
    /// <summary>The sums after an event.</summary>
    public RunTotals After(PlateEvent plateEvent) => plateEvent switch
    {
        PlateEvent.Completed { Result: PlateResult { Status: PlateStatus.Skipped } } => this with { Skipped = Skipped + 1 },
        PlateEvent.Completed => this with { Saved = Saved + 1 },
        PlateEvent.Failed => this with { Failed = Failed + 1 },
        _ => this,
    };
}
