using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using CsvHelper;

namespace FigshareTools.Hosting.Csv;

/// <summary>The file <c>Export-Csv</c> writes: opened as its switches say, left as writable as it was.</summary>
internal sealed class CsvOutputFile : IDisposable
{
    private readonly CsvQuoting _quoting;
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;
    private readonly FileInfo? _readOnlyAgain;

    public CsvOutputFile(ExportCsvCommand command, char delimiter, CsvQuoting quoting)
    {
        var isLiteral = command.LiteralPath is not null;
        var path = command.LiteralPath ?? command.Path!;
        var file = CsvFiles.Resolve(command, path, isLiteral);
        Encoding encoding = command.Encoding;

        if (command.Append && File.Exists(file))
        {
            using StreamReader reader = CsvFiles.OpenReader(command, path, isLiteral, encoding);
            if (reader.Peek() != -1)
            {
                // What is added must be encoded like what is there, whatever that file's byte order mark says it is.
                encoding = reader.CurrentEncoding;
                using var records = new CsvRecords(reader, delimiter);
                ExistingColumns = [.. records.Header];
            }
        }

        FileMode mode = command.Append ? FileMode.Append : command.NoClobber ? FileMode.CreateNew : FileMode.Create;
        if (command.Force && mode != FileMode.CreateNew)
        {
            _readOnlyAgain = MakeWritable(file);
        }

        _quoting = quoting;
        _text = CsvFiles.OpenWriter(
            command, file, encoding, mode, share: command.Force ? FileShare.ReadWrite : FileShare.Read);
        _csv = new CsvWriter(_text, CsvFormat.ForWriting(delimiter));
    }

    /// <summary>The columns of the file which is added to; <see langword="null"/> when the file begins here.</summary>
    public List<string>? ExistingColumns { get; }

    /// <summary>Writes a line which is no record.</summary>
    public void WriteLine(string line) => _text.WriteLine(line);

    /// <summary>Writes a record; a value which is <see langword="null"/> is an empty field without quotes.</summary>
    public void Write(IEnumerable<string> columns, Func<string, string?> value)
    {
        foreach (var column in columns)
        {
            var text = value(column);
            _csv.WriteField(text, text is not null && _quoting.Quotes(column, text));
        }

        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
        if (_readOnlyAgain is not null)
        {
            _readOnlyAgain.IsReadOnly = true;
        }
    }

    private static FileInfo? MakeWritable(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists || !info.IsReadOnly)
        {
            return null;
        }

        info.IsReadOnly = false;
        return info;
    }
}
