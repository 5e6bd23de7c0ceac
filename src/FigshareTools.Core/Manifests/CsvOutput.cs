using System.Collections.Generic;
using System.IO;
using System.Linq;
using FigshareTools.Rows;

namespace FigshareTools.Manifests;

/// <summary>Writes a table with all columns of plates. Cells are quoted where RFC 4180 requires it.</summary>
internal sealed class CsvOutput : ManifestOutput
{
    private readonly StreamWriter _text;
    private readonly char _delimiter;

    public CsvOutput(Stream stream, char delimiter)
    {
        _text = TextOn(stream);
        _delimiter = delimiter;
        WriteRow(PlateColumns.Written.Select(column => column.Name));
    }

    public override void Write(ManifestItem item) =>
        WriteRow(PlateColumns.Written.Select(column => column.TextOf(item.Plate)));

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
}
