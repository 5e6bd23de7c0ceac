using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using FigshareTools.References;

namespace FigshareTools.Reports;

/// <summary>Writes the PowerShell command that saves plates once more.</summary>
internal static class RetryCommand
{
    /// <summary>A longer command than this is not read; the job itself does the same.</summary>
    public const int MaximumPlates = 200;

    /// <summary>
    /// The command. It needs nothing but the language, so that it runs in every PowerShell. All texts are literals, in which
    /// PowerShell interprets nothing. It compares MD5s before it skips a file: one that is damaged, or of an older version, may
    /// have the right length.
    /// </summary>
    /// <param name="plates">The plates. Those without a file id are left out.</param>
    /// <returns>The command, or one for each folder and log; null when no plate has a file id.</returns>
    public static string? For(IEnumerable<ReportPlate> plates)
    {
        var commands = plates.Where(plate => plate.FileId > 0).Take(MaximumPlates)
            .GroupBy(plate => (plate.Destination, plate.LogPath))
            .Select(run => $"@(\n{string.Concat(run.Select(Row))}) | Save-FigsharePlate -Checksum"
                + Parameter("Destination", run.Key.Destination) + Parameter("LogPath", run.Key.LogPath))
            .ToList();
        return commands.Count > 0 ? string.Join("\n", commands) : null;
    }

    private static string Parameter(string name, string? path) =>
        Written(path) is { } text ? $" -{name} {Literal(text)}" : "";

    private static string Row(ReportPlate plate)
    {
        var columns = new List<string> { $"FileId = {Number(plate.FileId)}" };
        if (plate.ArticleId is { } article)
        {
            columns.Add($"ArticleId = {Number(article)}");
        }

        var file = NameBelowDestination(plate) ?? plate.FileName;
        if (plate.Name != plate.FileName && plate.Name != file && WrittenName(plate.Name) is { } label)
        {
            columns.Add($"Plate = {Literal(label)}");
        }

        if (WrittenName(file) is { } name)
        {
            columns.Add($"FileName = {Literal(name)}");
        }

        if (plate.ExpectedLength is { } length)
        {
            columns.Add($"Length = {Number(length)}");
        }

        if (Written(plate.ExpectedMd5) is { } md5)
        {
            columns.Add($"Md5 = {Literal(md5)}");
        }

        return $"    [pscustomobject]@{{ {string.Join("; ", columns)} }}\n";
    }

    /// <summary>The name below the destination that the path shows; null when the path is not known or lies elsewhere.</summary>
    private static string? NameBelowDestination(ReportPlate plate)
    {
        var folder = plate.Destination?.TrimEnd('/', '\\');
        return folder is not null && plate.Path is { } path && path.Length > folder.Length + 1
            && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] is '/' or '\\'
            ? path.Substring(folder.Length + 1)
            : null;
    }

    /// <summary>
    /// A name that can be written. An address cannot: no file has such a name, and it may have the key of a private link, as
    /// results and logs of programs may that do not hide it. Without the name, the plate has the one that Figshare gives.
    /// </summary>
    private static string? WrittenName(string? name) =>
        name is null || name.Contains("://") || PastedText.HasKey(name) ? null : Written(name);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

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
