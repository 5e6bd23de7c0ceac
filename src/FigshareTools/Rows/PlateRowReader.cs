using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FigshareTools.References;

namespace FigshareTools.Rows;

/// <summary>
/// Reads the rows that are piped to a cmdlet, with the columns that the engine knows. PowerShell's binding alone would
/// need the exact names of properties, and would refuse a row without them in words that do not help.
/// </summary>
/// <param name="cmdlet">The cmdlet. Its parameters for columns count before the cells of the row.</param>
/// <param name="missingFrom">What a row lacks to be of use to the cmdlet; null for nothing.</param>
internal sealed class PlateRowReader(PSCmdlet cmdlet, Func<PlateRow, string?> missingFrom)
{
    private const int MaximumLayouts = 16;
    private const int MaximumNames = 12;

    private readonly IReadOnlyList<RowParameter> _parameters = RowParameter.Of(cmdlet.GetType());
    private readonly List<RowLayout> _layouts = [];
    private readonly List<PSPropertyInfo> _properties = [];
    private readonly SeenPlateRows _seen = new();
    private long _number;

    /// <summary>Whether a row that repeats an earlier row is read like any other.</summary>
    public bool KeepsRepeatedRows { get; init; }

    /// <summary>The columns of the last row that are not columns of plates; null for none.</summary>
    public OtherColumns? Others { get; private set; }

    /// <summary>The value of a property of the last row; null for none.</summary>
    public object? ValueOf(string name)
    {
        foreach (var property in _properties)
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>Reads the next row.</summary>
    /// <param name="input">The row; null when the cmdlet has its parameters only.</param>
    /// <returns>
    /// The row; null when there is nothing to do for it: it is empty, or it repeats an earlier row, which gives a
    /// warning.
    /// </returns>
    /// <exception cref="FigshareException">The row is not a plate.</exception>
    public PlateRow? Read(PSObject? input)
    {
        _number++;
        Others = null;
        if (input is null && cmdlet.MyInvocation.ExpectingInput)
        {
            return null;
        }

        _properties.Clear();
        if (input is not null)
        {
            RequireProperties(input);
            _properties.AddRange(input.Properties);
        }

        var layout = LayoutOf(_properties);
        var texts = layout.Read(cmdlet, _properties);
        if (input is not null && IsEmpty(texts))
        {
            return null;
        }

        var row = Parse(texts, layout, input is not null);
        Others = layout.OthersOf(input, _properties, row.Plate);
        if (input is null || KeepsRepeatedRows || _seen.TryAdd(row))
        {
            return row;
        }

        cmdlet.WriteWarning($"{row.Plate} (row {_number}) repeats an earlier row and is left out.");
        return null;
    }

    private PlateRow Parse(RowTexts texts, RowLayout layout, bool isRow)
    {
        if (texts.Parser.IsArticle(texts.Cells, out var id))
        {
            throw Invalid(Subject(texts, isRow),
                $"article {id} is not a file; pipe it through Get-FigshareManifest to list its files");
        }

        PlateRow row;
        try
        {
            row = texts.Parser.Parse(texts.Cells);
        }
        catch (FormatException e)
        {
            throw Invalid(Subject(texts, isRow), e.Message, e);
        }

        return missingFrom(row) is { } missing
            ? throw Invalid(Subject(texts, isRow), isRow ? Without(missing, layout.Names, row) : missing)
            : row;
    }

    private static string Without(string missing, IReadOnlyList<string> names, PlateRow row)
    {
        if (names.Count == 1 && names[0].IndexOfAny([';', '\t']) is >= 0 and var at)
        {
            var delimiter = names[0][at] == ';' ? "';'" : "\"`t\"";
            return $"its only column is {Shown(names)}: save it with commas, or use Import-Csv -Delimiter {delimiter}";
        }

        var columns = names.Count == 0 ? "it has no columns" : $"its columns are {Shown(names)}";
        var listing = row.Plate.ArticleId is { } article && row.Plate.FileId == 0
            ? $"; or list the files of article {article} with Get-FigshareManifest"
            : "";
        return $"{columns}; {missing}{listing}";
    }

    private static string Shown(IReadOnlyList<string> names) => string.Join(", ", names.Take(MaximumNames)
        .Select(name => $"'{string.Join(";", name.Split(';').Select(PastedText.Show))}'"))
        + (names.Count > MaximumNames ? $" and {names.Count - MaximumNames} others" : "");

    private string Subject(RowTexts texts, bool isRow) => (texts.Parser.LabelOf(texts.Cells), isRow) switch
    {
        (null, false) => "the plate",
        (null, true) => $"row {_number}",
        (var label, false) => label,
        (var label, true) => $"{label} (row {_number})",
    };

    private void RequireProperties(PSObject input)
    {
        switch (input.BaseObject)
        {
            case string or IFormattable:
                throw Invalid($"row {_number}",
                    $"'{PastedText.Show(RowCell.TextOf(input)!)}' has no columns; pipe rows of Import-Csv or plates of "
                    + "Get-FigshareManifest, or give a file id with -FileId");
            case IDictionary:
                throw Invalid($"row {_number}", "a hashtable has no columns; write [pscustomobject] before its @{");
        }
    }

    private RowLayout LayoutOf(List<PSPropertyInfo> properties)
    {
        for (var i = _layouts.Count - 1; i >= 0; i--)
        {
            if (_layouts[i].Fits(properties))
            {
                return _layouts[i];
            }
        }

        if (_layouts.Count == MaximumLayouts)
        {
            _layouts.Clear();
        }

        var layout = new RowLayout([.. properties.Select(property => property.Name)], _parameters);
        _layouts.Add(layout);
        return layout;
    }

    /// <summary>
    /// Whether a row says nothing at all, as the lines with nothing but commas do that Excel leaves behind.
    /// </summary>
    private bool IsEmpty(RowTexts texts)
    {
        for (var cell = texts.FirstOfRow; cell < texts.Cells.Count; cell++)
        {
            if (!string.IsNullOrWhiteSpace(texts.Cells[cell]))
            {
                return false;
            }
        }

        return _properties.TrueForAll(property => string.IsNullOrWhiteSpace(RowCell.TextOf(property.Value)));
    }

    private static FigshareException Invalid(string subject, string why, Exception? inner = null) =>
        new(FigshareErrorId.InvalidPlate, $"{subject}: {why}.", inner);
}
