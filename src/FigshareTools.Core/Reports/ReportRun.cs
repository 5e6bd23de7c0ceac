using System;
using System.Collections.Generic;

namespace FigshareTools.Reports;

/// <summary>A run as its log describes it.</summary>
internal sealed record ReportRun
{
    public string? Version { get; init; }

    public string? Computer { get; init; }

    public string? Shell { get; init; }

    public string? Destination { get; init; }

    /// <summary>The parameters of the run by name, as texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>The time of the first line.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The time of the last line.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>How the run ended: completed, stopped, deadline or error. Null when its log has no end.</summary>
    public string? EndReason { get; init; }

    /// <summary>The bytes that were downloaded, also those of plates that are not complete.</summary>
    public long Bytes { get; init; }

    public IReadOnlyList<ReportPlate> Plates { get; init; } = [];

    public IReadOnlyList<ReportOutage> Outages { get; init; } = [];

    public IReadOnlyList<ThroughputSample> Rates { get; init; } = [];

    /// <summary>The changes of the rate limit in their order; the limit is 0 where there is none.</summary>
    public IReadOnlyList<LimitChange> Limits { get; init; } = [];
}

/// <summary>A time in which a host refused all requests.</summary>
/// <param name="Host">The host.</param>
/// <param name="Span">The time, with the cause as its reason.</param>
internal sealed record ReportOutage(string Host, ReportSpan Span);

/// <summary>The measured throughput of a run.</summary>
internal sealed record ThroughputSample(DateTimeOffset Time, long BytesPerSecond);

/// <summary>A rate limit that took hold.</summary>
internal sealed record LimitChange(DateTimeOffset Time, long BytesPerSecond);
