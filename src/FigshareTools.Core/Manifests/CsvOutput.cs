using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace FigshareTools.Manifests;

/// <summary>A table of all that plates have, quoted where RFC 4180 wants it.</summary>
internal sealed class CsvOutput : ManifestOutput
{
    private static readonly (PlateField Heading, Func<FigsharePlate, string?> Cell)[] s_columns =
    [
        (PlateField.Plate, plate => plate.Plate),
        (PlateField.FileId, plate => plate.FileId == 0 ? null : Text(plate.FileId)),
        (PlateField.FileName, plate => plate.FileName),
        (PlateField.Length, plate => Text(plate.Length)),
        (PlateField.Md5, plate => plate.Md5),
        (PlateField.ArticleId, plate => Text(plate.ArticleId)),
        (PlateField.Version, plate => Text(plate.Version)),
        (PlateField.Doi, plate => plate.Doi),
        (PlateField.Title, plate => plate.Title),
        (PlateField.License, plate => plate.License),
        (PlateField.Citation, plate => plate.Citation),
        (PlateField.Authors, plate => plate.Authors),
        (PlateField.PublishedDate, plate => plate.PublishedDate),
        (PlateField.DownloadUrl, plate => plate.DownloadUrl),
        (PlateField.IsLinkOnly, plate => plate.IsLinkOnly ? "True" : "False"),
    ];

    private readonly StreamWriter _text;
    private readonly char _delimiter;

    public CsvOutput(Stream stream, char delimiter)
    {
        _text = TextOn(stream);
        _delimiter = delimiter;
        WriteRow(s_columns.Select(column => column.Heading.ToString()));
    }

    public override void Write(ManifestItem item) => WriteRow(s_columns.Select(column => column.Cell(item.Plate)));

    public override void Finish() => _text.Flush();

    public override void Dispose() => _text.Dispose();

    private void WriteRow(IEnumerable<string?> cells) =>
        _text.WriteLine(string.Join(_delimiter.ToString(), cells.Select(Quoted)));

    private string? Quoted(string? cell) =>
        cell is { Length: > 0 }
        && (cell.IndexOfAny([_delimiter, '"', '\r', '\n']) >= 0 || char.IsWhiteSpace(cell[0])
            || char.IsWhiteSpace(cell[^1]))
            ? $"\"{cell.Replace("\"", "\"\"")}\""
            : cell;

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
