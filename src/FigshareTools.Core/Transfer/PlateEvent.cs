namespace FigshareTools.Transfer;

/// <summary>What a run tells, from whichever thread it happens on.</summary>
public abstract record PlateEvent
{
    private PlateEvent()
    {
    }

    /// <summary>A plate is on disk.</summary>
    /// <param name="Result">The plate.</param>
    public sealed record Saved(PlateResult Result) : PlateEvent;

    /// <summary>A plate failed; the others go on.</summary>
    /// <param name="Plate">The plate, as it was given: it can be tried again as it is.</param>
    /// <param name="Error">Why.</param>
    public sealed record Failed(FigsharePlate Plate, FigshareException Error) : PlateEvent;

    /// <summary>Something to know about a plate that is saved all the same.</summary>
    /// <param name="Text">The plate and what to know.</param>
    public sealed record Warning(string Text) : PlateEvent;

    /// <summary>A decision, for people who want to follow.</summary>
    /// <param name="Text">The plate and the decision.</param>
    public sealed record Note(string Text) : PlateEvent;
}
