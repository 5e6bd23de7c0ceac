using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace FigshareTools;

/// <summary>A table of a plate's database.</summary>
/// <param name="name">The name of the table.</param>
/// <param name="rows">The number of rows.</param>
public sealed class PlateTable(string name, long rows)
{
    /// <summary>The name of the table.</summary>
    public string Name { get; } = name;

    /// <summary>The number of rows.</summary>
    public long Rows { get; } = rows;

    /// <summary>Name and number of rows, for example <c>Cells 120</c>.</summary>
    public override string ToString() => $"{Name} {Rows}";
}

/// <summary>The tables of a plate's database.</summary>
public sealed class PlateTables : ReadOnlyCollection<PlateTable>
{
    /// <summary>Creates the list.</summary>
    public PlateTables(IList<PlateTable> tables)
        : base(tables)
    {
    }

    /// <summary>All tables in one line, as a CSV file contains them: <c>Cells 120, Image 10</c>.</summary>
    public override string ToString() => string.Join(", ", this);
}
