using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace FigshareTools.Rows;

/// <summary>A column that a row of plates may have.</summary>
public abstract class PlateColumn
{
    private protected PlateColumn(string name, string[] aliases, string meaning)
    {
        Name = name;
        Aliases = aliases;
        Meaning = meaning;
        Keys = [.. aliases.Prepend(name).Select(KeyOf).Distinct()];
    }

    /// <summary>
    /// The name of the parameter, of the heading that manifests are written with, and of the JSON property.
    /// </summary>
    public string Name { get; }

    /// <summary>
    /// Other headings of the column, in the order in which they count. If a row fills several, the first one is read.
    /// </summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>What the cells of the column hold.</summary>
    public string Meaning { get; }

    /// <summary>
    /// The heading under which a result of this module keeps the expected value, such as <c>ExpectedMd5</c>. In a row
    /// that has this heading, the column's other headings hold what was found on disk. A file must not be verified
    /// against itself, so they are not read. Null for a column without such a heading.
    /// </summary>
    public string? ExpectationName { get; internal init; }

    /// <summary>Whether manifests contain the column.</summary>
    public bool IsWritten { get; internal init; } = true;

    /// <summary>The keys of <see cref="Name"/> and <see cref="Aliases"/>, in their order.</summary>
    internal IReadOnlyList<string> Keys { get; }

    /// <summary>
    /// The part of a heading that counts: headings are compared without regard to case, blanks, <c>_</c> and <c>-</c>.
    /// </summary>
    public static string KeyOf(string heading) => new(
        [.. heading.Where(IsSignificant).Select(char.ToLowerInvariant)]);

    /// <summary>The cell of a plate; null when the value is not known.</summary>
    internal abstract string? TextOf(FigsharePlate plate);

    /// <summary>Writes the value of a plate as a JSON property, unless it is not known.</summary>
    internal abstract void WriteJson(Utf8JsonWriter json, FigsharePlate plate);

    private static bool IsSignificant(char character) =>
        character is not ('_' or '-' or '\uFEFF') && !char.IsWhiteSpace(character);
}

/// <summary>A column with values of one type.</summary>
/// <param name="name">See <see cref="PlateColumn.Name"/>.</param>
/// <param name="aliases">See <see cref="PlateColumn.Aliases"/>.</param>
/// <param name="meaning">See <see cref="PlateColumn.Meaning"/>.</param>
/// <param name="format">How the text of a cell becomes a value.</param>
/// <param name="valueOf">Reads the value of a plate; null when it is not known.</param>
internal sealed class PlateColumn<T>(
    string name, string[] aliases, string meaning, CellFormat<T> format, Func<FigsharePlate, object?> valueOf)
    : PlateColumn(name, aliases, meaning)
{
    public CellFormat<T> Format { get; } = format;

    internal override string? TextOf(FigsharePlate plate) =>
        Convert.ToString(valueOf(plate), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    internal override void WriteJson(Utf8JsonWriter json, FigsharePlate plate)
    {
        switch (valueOf(plate))
        {
            case string text:
                json.WriteString(Name, text);
                break;
            case long number:
                json.WriteNumber(Name, number);
                break;
            case int number:
                json.WriteNumber(Name, number);
                break;
            case bool flag:
                json.WriteBoolean(Name, flag);
                break;
        }
    }
}
