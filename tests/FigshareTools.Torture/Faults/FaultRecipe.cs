using System;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;

namespace FigshareTools.Torture.Faults;

/// <summary>How many hits of a kind of fault a plate survives; see <see cref="FaultBudget"/>.</summary>
internal enum FaultCost
{
    /// <summary>The attempt fails, or nothing happens. A plate survives as many as it has retries.</summary>
    Attempt,

    /// <summary>The content is wrong, and the plate starts over. It does so once.</summary>
    Content,

    /// <summary>The plate fails.</summary>
    Plate,
}

/// <summary>What a fault may do to the bytes of a plate whose MD5 is not known.</summary>
[Flags]
internal enum FaultHarm
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A byte is wrong. Only an MD5 shows it.</summary>
    Bytes = 1,

    /// <summary>The end is missing, or there is more. A known length shows it.</summary>
    Length = 2,
}

/// <summary>A kind of fault, of which a schedule has any number with random positions.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Create">Creates a fault for a plate.</param>
/// <param name="Cost">What a hit costs the plate.</param>
/// <param name="ErrorIds">The errors in which a plate with this fault may end.</param>
internal sealed record FaultRecipe(
    string Name, Func<Random, TorturePlate, Fault> Create, FaultCost Cost, params FigshareErrorId[] ErrorIds)
{
    /// <summary>What the fault may do to bytes.</summary>
    public FaultHarm Harm { get; init; }

    /// <summary>Whether the server has another file than before, or does not say which: what is on disk may be discarded.</summary>
    public bool ChangesIdentity { get; init; }
}
