namespace FigshareTools.Runs;

/// <summary>An event of a run. It is raised on the thread on which it happens.</summary>
public abstract record PlateEvent
{
    private PlateEvent()
    {
    }

    /// <summary>A plate has its result.</summary>
    /// <param name="Result">
    /// A <see cref="PlateResult"/> if the run saves plates, a <see cref="PlateVerification"/> if it verifies them, the MD5 as
    /// a text if it hashes files.
    /// </param>
    public sealed record Completed(object Result) : PlateEvent
    {
        /// <summary>What the caller gave with the plate, to pass on what the row had; null for nothing.</summary>
        public object? Row { get; init; }
    }

    /// <summary>A plate failed. The other plates continue.</summary>
    /// <param name="Plate">The plate as the caller gave it, so that the caller can try it again.</param>
    /// <param name="Error">The failure.</param>
    public sealed record Failed(FigsharePlate Plate, FigshareException Error) : PlateEvent
    {
        /// <summary>What the caller gave with the plate; null for nothing.</summary>
        public object? Row { get; init; }
    }

    /// <summary>Less was done or verified than was asked for, and the rest continues.</summary>
    /// <param name="Text">The plate, the cause and the remedy.</param>
    public sealed record Warning(string Text) : PlateEvent;

    /// <summary>A decision, such as a retry or a skipped file.</summary>
    /// <param name="Text">The plate and the decision.</param>
    public sealed record Verbose(string Text) : PlateEvent;
}
