using System;
using System.Collections.Generic;

namespace FigshareTools.Reports;

/// <summary>What became of a plate.</summary>
public enum PlateOutcome
{
    /// <summary>The run ended before the plate was complete; what was downloaded is kept.</summary>
    Unfinished,

    /// <summary>The plate was downloaded, verified and published.</summary>
    Saved,

    /// <summary>The plate was on disk already.</summary>
    Skipped,

    /// <summary>The plate is an error.</summary>
    Failed,
}

/// <summary>A plate as a report shows it.</summary>
public sealed record ReportPlate
{
    /// <summary>The label of the plate or, without one, the name of its file; null when neither is known.</summary>
    public string? Name { get; init; }

    /// <summary>Figshare's file id; 0 when not known.</summary>
    public long FileId { get; init; }

    /// <summary>The article of the file; null when not known.</summary>
    public long? ArticleId { get; init; }

    /// <summary>Full path of the file; null when not known.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the file below the destination; null when not known.</summary>
    public string? FileName { get; init; }

    /// <summary>The folder of the run that worked on the plate; null when not known.</summary>
    public string? Destination { get; init; }

    /// <summary>Bytes of the complete file; null when not known.</summary>
    public long? Length { get; init; }

    /// <summary>The length that the row expects; null when it expects none.</summary>
    public long? ExpectedLength { get; init; }

    /// <summary>The MD5 that the row expects; null when it expects none.</summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>What became of the plate.</summary>
    public PlateOutcome Outcome { get; init; }

    /// <summary>What the file was verified against.</summary>
    public VerificationLevel Verified { get; init; }

    /// <summary>The MD5 of the file; null when it was not computed.</summary>
    public string? Md5 { get; init; }

    /// <summary>Bytes that were downloaded.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Time from the start of the plate to its end; null when not known.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The id of the error; null without one.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The error: plate, cause and remedy; null without one.</summary>
    public string? Message { get; init; }

    /// <summary>The log that the plate was read from; null without one.</summary>
    internal string? LogPath { get; init; }

    /// <summary>Bytes that an earlier run had left on disk.</summary>
    internal long BytesResumed { get; init; }

    /// <summary>Bytes that a failed or unfinished plate leaves on disk for the next run.</summary>
    internal long BytesKept { get; init; }

    /// <summary>The host that the bytes came from.</summary>
    internal string? Host { get; init; }

    /// <summary>The times at which runs worked on the plate. Empty when a report is made of results.</summary>
    internal IReadOnlyList<ReportSpan> Spans { get; init; } = [];

    /// <summary>The times in which the plate waited for a host.</summary>
    internal IReadOnlyList<ReportSpan> Waits { get; init; } = [];

    /// <summary>The attempts that failed and were followed by another one.</summary>
    internal IReadOnlyList<ReportRetry> Retries { get; init; } = [];

    /// <summary>Whether the plate is on disk under its final name.</summary>
    internal bool IsThere => Outcome is PlateOutcome.Saved or PlateOutcome.Skipped;

    /// <summary>Whether only the deadline of the run kept the plate from being complete.</summary>
    internal bool IsAfterDeadline => Outcome == PlateOutcome.Failed && ErrorId == DeadlineReached;

    /// <summary>The plate as people call it.</summary>
    internal string DisplayName => PrintableText.Of(
        Name is { Length: > 0 } ? Name
        : Path is { Length: > 0 } ? System.IO.Path.GetFileName(Path)
        : FileName is { Length: > 0 } ? FileName
        : FileId > 0 ? $"file {FileId}"
        : "a plate without a name");

    /// <summary>The error id of a plate that a deadline stopped.</summary>
    private const string DeadlineReached = "DeadlineReached";
}

/// <summary>A span of time in a report.</summary>
internal sealed record ReportSpan(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Why the span is shown, for people; null without a reason.</summary>
    public string? Reason { get; init; }

    public TimeSpan Duration => End - Start;
}

/// <summary>A failed attempt that was followed by another one.</summary>
internal sealed record ReportRetry(DateTimeOffset Time, string Reason);
