using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace FigshareTools.Rows;

/// <summary>
/// A parameter for a column of plates. PowerShell binds it on the command line, or from a property of a row.
/// </summary>
/// <param name="column">The column.</param>
/// <param name="property">The property of the cmdlet.</param>
internal sealed class RowParameter(PlateColumn column, PropertyInfo property)
{
    /// <summary>
    /// The heading under which the parameter's value is read: a value that is given is what is expected.
    /// </summary>
    public string Heading { get; } = column.ExpectationName ?? column.Name;

    /// <summary>The value; null when the parameter is not bound.</summary>
    /// <exception cref="FigshareException">The parameter has several values.</exception>
    public object? ValueOf(PSCmdlet cmdlet) => property.GetValue(cmdlet) switch
    {
        string[] { Length: 0 } => null,
        string[] { Length: 1 } texts => texts[0],
        string[] texts => throw new FigshareException(FigshareErrorId.InvalidPlate,
            $"-{property.Name} has {texts.Length} values for one row; pipe rows, or give the values, but not both."),
        var value => value,
    };

    /// <summary>The property of a row that PowerShell binds the parameter to; -1 for none.</summary>
    /// <param name="names">The names of the row's properties.</param>
    public int BoundCell(IReadOnlyList<string> names)
    {
        foreach (var name in column.Aliases.Prepend(column.Name))
        {
            for (var cell = 0; cell < names.Count; cell++)
            {
                if (names[cell].Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return cell;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether PowerShell has bound a value from a cell of the row.</summary>
    public static bool IsBoundFrom(object? cell, object value)
    {
        if (Equals(cell, value))
        {
            return true;
        }

        var text = RowCell.TextOf(cell);
        return value is long or int
            ? CellNumber.TryParse(text ?? "", out var number) && number == Convert.ToInt64(value, null)
            : text == value.ToString();
    }

    /// <summary>The parameters of a cmdlet that rows can bind, except those that are no text or number.</summary>
    public static IReadOnlyList<RowParameter> Of(Type cmdlet) =>
    [
        .. PlateColumns.All
            .Select(column => (Column: column, Property: cmdlet.GetProperty(column.Name)))
            .Where(pair => pair.Property?.PropertyType != typeof(FigshareSecret)
                && pair.Property?.GetCustomAttribute<ParameterAttribute>() is { ValueFromPipelineByPropertyName: true })
            .Select(pair => new RowParameter(pair.Column, pair.Property!)),
    ];
}
