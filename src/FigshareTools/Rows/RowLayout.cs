using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Rows;

/// <summary>What is the same for all rows with the same properties.</summary>
internal sealed class RowLayout
{
    private readonly IReadOnlyList<RowParameter> _parameters;
    private readonly Dictionary<ulong, PlateRowParser> _parsers = [];
    private readonly bool[] _isRead;
    private readonly int[] _boundCells;
    private readonly int[] _others;
    private readonly int _privateLink;

    /// <param name="names">The names of the properties.</param>
    /// <param name="parameters">The parameters for columns of plates.</param>
    public RowLayout(IReadOnlyList<string> names, IReadOnlyList<RowParameter> parameters)
    {
        Names = names;
        _parameters = parameters;
        var parser = new PlateRowParser(names);
        _isRead = [.. names.Select((_, cell) => parser.IsRead(cell))];
        _boundCells = [.. parameters.Select(parameter => parameter.BoundCell(names))];
        _others = OtherColumns.IndexesIn(names);
        _privateLink = OtherColumns.PrivateLinkIn(names);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether rows with these properties have this layout.</summary>
    public bool Fits(List<PSPropertyInfo> properties)
    {
        if (properties.Count != Names.Count)
        {
            return false;
        }

        for (var cell = 0; cell < Names.Count; cell++)
        {
            if (properties[cell].Name != Names[cell])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The texts of a row: first those of the parameters that are given on the command line, for all rows or as a
    /// script block for each, then those of the properties. The first text of a column counts.
    /// </summary>
    /// <param name="cmdlet">The cmdlet with the parameters.</param>
    /// <param name="properties">The properties of the row.</param>
    public RowTexts Read(PSCmdlet cmdlet, List<PSPropertyInfo> properties)
    {
        var given = 0ul;
        var cells = new List<string?>(Names.Count + 1);
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (_parameters[i].ValueOf(cmdlet) is { } value and not ""
                && (_boundCells[i] < 0 || !RowParameter.IsBoundFrom(properties[_boundCells[i]].Value, value)))
            {
                given |= 1ul << i;
                cells.Add(RowCell.TextOf(value));
            }
        }

        var first = cells.Count;
        for (var cell = 0; cell < Names.Count; cell++)
        {
            cells.Add(_isRead[cell] ? RowCell.TextOf(properties[cell].Value) : null);
        }

        return new RowTexts(ParserOf(given), cells, first);
    }

    /// <summary>The columns of a row that are not columns of plates; null for none.</summary>
    public OtherColumns? OthersOf(PSObject? input, List<PSPropertyInfo> properties, FigsharePlate plate) =>
        OtherColumns.Of(input, properties, _others, plate.PrivateLink ?? KeyIn(properties));

    // The text of a secret is three stars.
    private FigshareSecret? KeyIn(List<PSPropertyInfo> properties)
    {
        var value = _privateLink < 0 ? null : properties[_privateLink].Value;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) as FigshareSecret;
    }

    private PlateRowParser ParserOf(ulong given)
    {
        if (!_parsers.TryGetValue(given, out var parser))
        {
            var headings = _parameters
                .Where((_, i) => (given & (1ul << i)) != 0)
                .Select(parameter => parameter.Heading);
            parser = new PlateRowParser([.. headings, .. Names]);
            _parsers.Add(given, parser);
        }

        return parser;
    }
}

/// <summary>The texts of a row.</summary>
/// <param name="Parser">Reads the cells.</param>
/// <param name="Cells">Texts of parameters that are given, then texts of the row's properties.</param>
/// <param name="FirstOfRow">The index of the first text that comes from the row.</param>
internal readonly record struct RowTexts(PlateRowParser Parser, IReadOnlyList<string?> Cells, int FirstOfRow);
