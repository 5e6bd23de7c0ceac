using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace FigshareTools;

/// <summary>A table of a plate's database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
public sealed record PlateTable(string Name, long Rows)
{
    /// <summary>Both, for example <c>Cells 120</c>.</summary>
    public override string ToString() => $"{Name} {Rows}";
}

/// <summary>The tables of a plate's database.</summary>
public sealed class PlateTables : ReadOnlyCollection<PlateTable>
{
    /// <summary>Makes the list.</summary>
    public PlateTables(IList<PlateTable> tables)
        : base(tables)
    {
    }

    /// <summary>All tables in one line, as a CSV keeps them: <c>Cells 120, Image 10</c>.</summary>
    public override string ToString() => string.Join(", ", this);
}
