using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Rows;

/// <summary>Assigns the cells of a row to the columns of plates.</summary>
internal sealed class PlateHeadings
{
    // Headings that answers of Figshare's API have for articles, but not for files.
    private static readonly HashSet<string> s_articleKeys = new(
        new[]
        {
            "url_public_api", "url_public_html", "url_private_api", "url_private_html", "defined_type",
            "defined_type_name",
        }.Select(PlateColumn.KeyOf),
        StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<PlateColumn, int[]> _cells = [];

    /// <param name="names">The headings in their order.</param>
    public PlateHeadings(IReadOnlyList<string> names)
    {
        _names = names;
        string[] keys = [.. names.Select(PlateColumn.KeyOf)];
        foreach (var column in PlateColumns.All)
        {
            if (CellsOf(column, keys) is { Length: > 0 } cells)
            {
                _cells.Add(column, cells);
            }
        }

        var areFiles = Has(PlateColumns.FileName) || Has(PlateColumns.Plate) || Has(PlateColumns.Md5);
        var isAmbiguous = !areFiles && _cells.TryGetValue(PlateColumns.FileId, out var ids)
            && Array.TrueForAll(ids, cell => keys[cell] == PlateColumn.KeyOf(PlateColumns.AmbiguousId));
        HaveArticleKeys = (!Has(PlateColumns.FileName) && keys.Any(s_articleKeys.Contains))
            || (isAmbiguous && (Has(PlateColumns.Doi) || Has(PlateColumns.Title)));
        MayHaveArticleUrl = isAmbiguous && keys.Contains(PlateColumn.KeyOf(PlateColumns.AmbiguousUrl));
    }

    public int Count => _names.Count;

    /// <summary>How many of the columns of plates there are.</summary>
    public int Known => _cells.Count;

    /// <summary>
    /// Whether the rows are articles as far as the headings show: the only id is called "Id", as a file's and an
    /// article's id are, and a DOI or a title is beside it, but nothing that only files have.
    /// </summary>
    public bool HaveArticleKeys { get; }

    /// <summary>
    /// Whether "Id" is the only id, and the address beside it may be that of a file or that of an article's page.
    /// </summary>
    public bool MayHaveArticleUrl { get; }

    /// <summary>Whether the headings are those of a file in an answer of Figshare's API.</summary>
    public bool AreOfApiFile => _names.Contains("id") && _names.Contains("name");

    /// <summary>Whether rows can say which file they mean, or what is to be found in one.</summary>
    public bool DescribeFiles =>
        Has(PlateColumns.FileId) || Has(PlateColumns.DownloadUrl)
        || ((Has(PlateColumns.FileName) || Has(PlateColumns.Plate))
            && (Has(PlateColumns.Md5) || Has(PlateColumns.Length)));

    /// <summary>Whether the column is there.</summary>
    public bool Has(PlateColumn column) => _cells.ContainsKey(column);

    /// <summary>Whether the heading belongs to a column of plates.</summary>
    public bool IsRead(int cell) => _cells.Values.Any(cells => cells.Contains(cell));

    /// <summary>The headings of no column of plates, each with its cell. A heading without a name is left out.</summary>
    public IReadOnlyList<(int Cell, string Name)> Others() =>
    [
        .. _names.Select((name, cell) => (Cell: cell, Name: name.Trim()))
            .Where(heading => heading.Name.Length > 0 && !IsRead(heading.Cell)),
    ];

    /// <summary>
    /// The text of a row in a column, from the first of the column's headings that the row fills; null for none.
    /// </summary>
    public string? Text(PlateColumn column, IReadOnlyList<string?> row) =>
        CellOf(column, row) is { } cell ? row[cell] : null;

    /// <summary>The value of a row in a column; the type's default where the row has none.</summary>
    /// <exception cref="FormatException">The cell does not hold such a value; the message says how to write
    /// it.</exception>
    public T? Value<T>(PlateColumn<T> column, IReadOnlyList<string?> row)
    {
        if (CellOf(column, row) is not { } cell)
        {
            return default;
        }

        return column.Format.TryRead(row[cell]!, out var value) ? value : throw new FormatException(
            $"its {_names[cell]} is '{Shown(row[cell]!)}', which is not {column.Format.Requirement}");
    }

    private int? CellOf(PlateColumn column, IReadOnlyList<string?> row)
    {
        if (_cells.TryGetValue(column, out var cells))
        {
            foreach (var cell in cells)
            {
                if (cell < row.Count && !string.IsNullOrWhiteSpace(row[cell]))
                {
                    return cell;
                }
            }
        }

        return null;
    }

    private static int[] CellsOf(PlateColumn column, string[] keys)
    {
        if (column.ExpectationName is { } expectation
            && IndexesOf(keys, PlateColumn.KeyOf(expectation)) is { Length: > 0 } cells)
        {
            return cells;
        }

        return [.. column.Keys.SelectMany(key => IndexesOf(keys, key))];
    }

    private static int[] IndexesOf(string[] keys, string key) =>
        [.. Enumerable.Range(0, keys.Length).Where(index => keys[index] == key)];

    // Not longer than a line, and without the key of a private link.
    private static string Shown(string text)
    {
        const int LongestShown = 100;
        var shown = FileAddress.WithoutSecrets(text)!;
        return shown.Length <= LongestShown ? shown : shown.Remove(LongestShown) + "…";
    }
}
