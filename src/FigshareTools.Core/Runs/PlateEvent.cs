namespace FigshareTools.Runs;

/// <summary>What a run tells, from whichever thread it happens on.</summary>
public abstract record PlateEvent
{
    private PlateEvent()
    {
    }

    /// <summary>A plate has its result.</summary>
    /// <param name="Result">A <see cref="PlateResult"/> of a save, a <see cref="PlateVerification"/> of a test.</param>
    public sealed record Completed(object Result) : PlateEvent;

    /// <summary>A plate failed; the others go on.</summary>
    /// <param name="Plate">The plate, as it was given: it can be tried again as it is.</param>
    /// <param name="Error">Why.</param>
    public sealed record Failed(FigsharePlate Plate, FigshareException Error) : PlateEvent;

    /// <summary>Something to know: less was proven or done than was asked for, and the rest goes on.</summary>
    /// <param name="Text">What, why and what to do.</param>
    public sealed record Warning(string Text) : PlateEvent;

    /// <summary>A decision, for people who want to follow.</summary>
    /// <param name="Text">The plate and the decision.</param>
    public sealed record Verbose(string Text) : PlateEvent;
}
