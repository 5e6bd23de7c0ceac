using System.Globalization;

namespace FigshareTools.Runs;

/// <summary>An event of a run. It is raised on the thread on which it happens.</summary>
public abstract record PlateEvent
{
    private PlateEvent()
    {
    }

    /// <summary>The number of the plate in the run, from 1, in the order of the rows; 0 if the event is about no plate.</summary>
    public long Number { get; init; }

    /// <summary>Whether the event only says how the run goes on, so that a caller may ignore it.</summary>
    public virtual bool IsInformation => false;

    /// <summary>The event as <c>-Verbose</c> shows it; empty if it is not shown.</summary>
    public virtual string Describe() => "";

    /// <summary>The run begins to work on a plate.</summary>
    /// <param name="Plate">The plate as the caller gave it.</param>
    public sealed record Started(FigsharePlate Plate) : PlateEvent
    {
        /// <inheritdoc/>
        public override bool IsInformation => true;

        /// <inheritdoc/>
        public override string Describe() => $"{Plate}: started";
    }

    /// <summary>A plate has its result.</summary>
    /// <param name="Plate">The plate as the caller gave it.</param>
    /// <param name="Result">
    /// A <see cref="PlateResult"/> if the run saves plates, a <see cref="PlateVerification"/> if it verifies them, the MD5 as
    /// a text if it hashes files.
    /// </param>
    public sealed record Completed(FigsharePlate Plate, object Result) : PlateEvent
    {
        /// <summary>What the caller gave with the plate, to pass on what the row had; null for nothing.</summary>
        public object? Row { get; init; }

        /// <summary>The host from which the bytes came; null when none were downloaded.</summary>
        public string? Host { get; init; }

        /// <summary>Bytes that came over the network or, in a verification, from the disk.</summary>
        public long BytesTransferred { get; init; }

        /// <inheritdoc/>
        public override string Describe() => PrintableText.Of(Result switch
        {
            // The decision to skip a plate is an event of its own.
            PlateResult { Status: not PlateStatus.Skipped } result => string.Format(
                CultureInfo.InvariantCulture, "{0}: saved as '{1}' after {2:0.0} s", Plate, result.Path,
                result.Elapsed.TotalSeconds),
            PlateVerification { Problem: null } verification => $"{Plate}: {verification.Status}",
            PlateVerification verification => $"{Plate}: {verification.Status}: {verification.Problem}",
            _ => "",
        });
    }

    /// <summary>A plate failed. The other plates continue.</summary>
    /// <param name="Plate">The plate as the caller gave it, so that the caller can try it again.</param>
    /// <param name="Error">The failure.</param>
    public sealed record Failed(FigsharePlate Plate, FigshareException Error) : PlateEvent
    {
        /// <summary>What the caller gave with the plate; null for nothing.</summary>
        public object? Row { get; init; }

        /// <summary>Full path of the plate's final name; null when not known.</summary>
        public string? Path { get; init; }

        /// <summary>Bytes that stay on disk for the next run.</summary>
        public long Bytes { get; init; }

        /// <summary>The length of the file; null when not known.</summary>
        public long? Length { get; init; }
    }

    /// <summary>Less was done or verified than was asked for, and the rest continues.</summary>
    /// <param name="Text">The plate, the cause and the remedy.</param>
    public sealed record Warning(string Text) : PlateEvent;

    /// <summary>Something happened to a plate while it was worked on.</summary>
    /// <param name="Plate">The plate as the caller gave it.</param>
    /// <param name="WorkEvent">What happened.</param>
    public sealed record Reported(FigsharePlate Plate, WorkEvent WorkEvent) : PlateEvent
    {
        /// <summary>Bytes of the plate that were on disk.</summary>
        public long Bytes { get; init; }

        /// <inheritdoc/>
        public override bool IsInformation => true;

        /// <inheritdoc/>
        public override string Describe() =>
            WorkEvent.Describe() is { Length: > 0 } text ? PrintableText.Of($"{Plate}: {text}") : "";
    }

    /// <summary>The limit of the run's rate has changed.</summary>
    /// <param name="BytesPerSecond">The limit in bytes per second; 0 for none.</param>
    public sealed record LimitChanged(long BytesPerSecond) : PlateEvent
    {
        /// <inheritdoc/>
        public override bool IsInformation => true;

        /// <inheritdoc/>
        public override string Describe() => BytesPerSecond == 0
            ? "the rate is not limited from now on"
            : $"the rate is limited to {ByteText.Of(BytesPerSecond)} a second from now on";
    }
}
