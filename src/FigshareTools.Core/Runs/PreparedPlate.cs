namespace FigshareTools.Runs;

/// <summary>What a run does with a plate that is added.</summary>
/// <param name="Work">The work on the plate; null when the plate has ended already.</param>
/// <param name="Ended">What was found out when the plate was added; null when there is work to do.</param>
internal readonly record struct PreparedPlate(PlateWork? Work, EndedPlate? Ended = null);

/// <summary>A plate that needs no work.</summary>
/// <param name="Outcome">What is known of it.</param>
/// <param name="Reason">Why it needs no work.</param>
internal sealed record EndedPlate(PlateOutcome Outcome, WorkEvent Reason);
