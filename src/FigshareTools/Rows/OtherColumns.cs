using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Objects;
using FigshareTools.References;

namespace FigshareTools.Rows;

/// <summary>
/// The columns of a row that are not columns of plates, such as well and batch. They are passed on as properties of what
/// comes of the row: its result, or the target of its error.
/// </summary>
internal sealed class OtherColumns
{
    // What an earlier result said, also one that was exported and imported. The new result says it anew.
    private static readonly HashSet<string> s_results = new(
        typeof(SavedPlate).GetProperties().Concat(typeof(TestedPlate).GetProperties())
            .Select(property => property.Name).Append("PSPath"),
        StringComparer.OrdinalIgnoreCase);

    // The columns of an article, such as its citation, stay in the manifest. PowerShell lists added properties before an object's
    // own, so that a table of results would begin with them. The key of a private link is passed on apart from the others.
    private static readonly HashSet<string> s_plateKeys = new(
        PlateColumns.All.SelectMany(column => column.Aliases.Append(column.Name)).Select(PlateColumn.KeyOf),
        StringComparer.Ordinal);

    private readonly List<PSNoteProperty> _columns = [];

    private OtherColumns()
    {
    }

    /// <summary>The indexes of the headings that are other columns.</summary>
    public static int[] IndexesIn(IReadOnlyList<string> names) =>
    [
        .. Enumerable.Range(0, names.Count).Where(index =>
            !s_results.Contains(names[index]) && !s_plateKeys.Contains(PlateColumn.KeyOf(names[index]))),
    ];

    /// <summary>The index of the column with the key of a private link; -1 for none.</summary>
    public static int PrivateLinkIn(IReadOnlyList<string> names) =>
        names.ToList().FindIndex(name => PlateColumn.KeyOf(name) == PlateColumn.KeyOf(nameof(FigsharePlate.PrivateLink)));

    /// <summary>
    /// The other columns of a row; null for none. Only rows of a table have them, and objects of this module that were given
    /// some: the properties of a file, for example, are not columns.
    /// </summary>
    /// <param name="input">The row.</param>
    /// <param name="properties">The properties of the row.</param>
    /// <param name="indexes">The indexes of the other columns in them.</param>
    /// <param name="key">The key of its private link, which is passed on, so that the plate can be saved again.</param>
    public static OtherColumns? Of(
        PSObject? input, List<PSPropertyInfo> properties, int[] indexes, FigshareSecret? key)
    {
        if ((indexes.Length == 0 && key is null)
            || input?.BaseObject is not (PSCustomObject or ListedPlate or IPlateFile))
        {
            return null;
        }

        var others = new OtherColumns();
        foreach (var index in indexes)
        {
            if (properties[index] is PSNoteProperty { Value: var value })
            {
                others._columns.Add(new PSNoteProperty(properties[index].Name, WithoutKey(value)));
            }
        }

        if (key is not null)
        {
            others._columns.Add(new PSNoteProperty(nameof(FigsharePlate.PrivateLink), key));
        }

        return others._columns.Count > 0 ? others : null;
    }

    /// <summary>The other columns of a line of a manifest; null for none.</summary>
    /// <param name="columns">The columns that are not columns of plates.</param>
    public static OtherColumns? Of(IReadOnlyList<KeyValuePair<string, string>> columns)
    {
        var others = new OtherColumns();
        others._columns.AddRange(columns.Where(column => !s_results.Contains(column.Key))
            .Select(column => new PSNoteProperty(column.Key, WithoutKey(column.Value))));
        return others._columns.Count > 0 ? others : null;
    }

    /// <summary>The object with the columns. Its own properties count before columns of the same name.</summary>
    public PSObject AddTo(object item)
    {
        var wrapped = new PSObject(item);
        foreach (var column in _columns)
        {
            if (wrapped.Properties[column.Name] is null)
            {
                wrapped.Properties.Add(column.Copy() as PSNoteProperty);
            }
        }

        return wrapped;
    }

    /// <summary>A value without the key of a private link, which must not reach a file or an error.</summary>
    private static object? WithoutKey(object? value) =>
        value is string text ? PastedText.WithoutKey(text) : value;
}
