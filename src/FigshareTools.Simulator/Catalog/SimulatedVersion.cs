using System.Collections.Generic;

namespace FigshareTools.Simulator;

/// <summary>A published version of an article.</summary>
public sealed class SimulatedVersion
{
    /// <summary>The version number, counted from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>The files of this version, in the order of the API's lists.</summary>
    public required IReadOnlyList<SimulatedFile> Files { get; init; }
}
