using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace FigshareTools.Reports;

/// <summary>Writes the PowerShell command that saves plates once more.</summary>
internal static class RetryCommand
{
    /// <summary>A longer command than this is not read; the job itself does the same.</summary>
    public const int MaximumPlates = 200;

    /// <summary>
    /// The command. It needs nothing but the language, so that it runs in every PowerShell. All texts are literals, in which
    /// PowerShell interprets nothing.
    /// </summary>
    /// <param name="plates">The plates. Those without a file id are left out.</param>
    /// <param name="destination">The folder of the run; null when not known.</param>
    /// <returns>The command; null when no plate has a file id.</returns>
    public static string? For(IEnumerable<ReportPlate> plates, string? destination)
    {
        var rows = plates.Where(plate => plate.FileId > 0).Take(MaximumPlates)
            .Select(plate => $"    [pscustomobject]@{{ {Columns(plate, destination)} }}\n").ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var folder = Written(destination) is { } path ? $" -Destination {Literal(path)}" : "";
        return $"@(\n{string.Concat(rows)}) | Save-FigsharePlate{folder}";
    }

    private static string Columns(ReportPlate plate, string? destination)
    {
        var columns = new List<string> { $"FileId = {plate.FileId.ToString(CultureInfo.InvariantCulture)}" };
        if (plate.ArticleId is { } article)
        {
            columns.Add($"ArticleId = {article.ToString(CultureInfo.InvariantCulture)}");
        }

        if (FileNameOf(plate, destination) is { } file)
        {
            columns.Add($"FileName = {Literal(file)}");
        }
        else if (Written(plate.Name) is { } label)
        {
            columns.Add($"Plate = {Literal(label)}");
        }

        return string.Join("; ", columns);
    }

    /// <summary>
    /// The name of the file below the destination. A name with an extension is that of a file; without one, it is a label.
    /// </summary>
    private static string? FileNameOf(ReportPlate plate, string? destination) =>
        plate.Path is { } path && destination is { Length: > 0 } && path.StartsWith(destination, StringComparison.Ordinal)
            ? Written(path.Substring(destination.Length).TrimStart('/', '\\'))
            : Written(plate.FileName) ?? (HasExtension(plate.Name) ? Written(plate.Name) : null);

    private static bool HasExtension(string? name) =>
        name is not null && name.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.GetExtension(name).Length > 1;

    /// <summary>A text that can be written as it is. One with invisible characters, or with their numbers, cannot.</summary>
    private static string? Written(string? text) =>
        text is { Length: > 0 } && !PrintableText.Of(text).Contains("\\u{") ? text : null;

    /// <summary>A literal of PowerShell, which takes four typographic quotes for the ASCII one.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder("'", text.Length + 2);
        foreach (var letter in text)
        {
            literal.Append(letter, letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? 2 : 1);
        }

        return literal.Append('\'').ToString();
    }
}
