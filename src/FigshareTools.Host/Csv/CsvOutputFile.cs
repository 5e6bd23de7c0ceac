using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using CsvHelper;

namespace FigshareTools.Hosting.Csv;

/// <summary>The output file of <c>Export-Csv</c>. A read-only file becomes read-only again.</summary>
internal sealed class CsvOutputFile : IDisposable
{
    private readonly CsvQuoting _quoting;
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;
    private readonly FileInfo? _readOnlyFile;

    public CsvOutputFile(ExportCsvCommand command, char delimiter, CsvQuoting quoting)
    {
        var isLiteral = command.LiteralPath is not null;
        var path = command.LiteralPath ?? command.Path!;
        var file = CsvFiles.Resolve(command, path, isLiteral);
        var encoding = command.Encoding;

        if (command.Append && File.Exists(file))
        {
            using var reader = CsvFiles.OpenReader(command, path, isLiteral, encoding);
            if (reader.Peek() != -1)
            {
                // Appended records use the encoding of the file, as its byte order mark declares it.
                encoding = reader.CurrentEncoding;
                using var records = new CsvRecords(reader, delimiter);
                ExistingColumns = [.. records.Header];
            }
        }

        var mode = command.Append ? FileMode.Append : command.NoClobber ? FileMode.CreateNew : FileMode.Create;
        if (command.Force && mode != FileMode.CreateNew)
        {
            _readOnlyFile = MakeWritable(file);
        }

        _quoting = quoting;
        _text = CsvFiles.OpenWriter(
            command, file, encoding, mode, share: command.Force ? FileShare.ReadWrite : FileShare.Read);
        _csv = new CsvWriter(_text, CsvFormat.ForWriting(delimiter));
    }

    /// <summary>The columns of an existing file; <see langword="null"/> for a new or empty file.</summary>
    public List<string>? ExistingColumns { get; }

    /// <summary>Writes a line that is not a record.</summary>
    public void WriteLine(string line) => _text.WriteLine(line);

    /// <summary>Writes a record. <see langword="null"/> becomes an empty field without quotes.</summary>
    public void Write(IEnumerable<string> columns, Func<string, string?> value)
    {
        foreach (var column in columns)
        {
            var text = value(column);
            _csv.WriteField(text, text is not null && _quoting.ShouldQuote(column, text));
        }

        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
        if (_readOnlyFile is not null)
        {
            _readOnlyFile.IsReadOnly = true;
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
