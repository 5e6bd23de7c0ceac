using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using CsvHelper;

namespace FigshareTools.Hosting.Csv;

/// <summary>Reads the records of a CSV file one at a time. The header follows PowerShell's rules.</summary>
internal sealed class CsvRecords : IDisposable
{
    // The header of log files in the W3C format is a comment.
    private const string W3cHeader = "#Fields: ";

    private readonly CsvParser _parser;

    /// <param name="reader">The file. It is read from its current position, and closed by this object.</param>
    /// <param name="delimiter">The delimiter of the fields.</param>
    /// <param name="header">The column names of a file without a header line; otherwise null.</param>
    public CsvRecords(StreamReader reader, char delimiter, string[]? header = null)
    {
        TypeName = reader.Peek() == '#' ? CsvFormat.TypeNameFrom(reader.ReadLine()!) : null;
        _parser = new CsvParser(reader, CsvFormat.ForReading(delimiter));
        Header = header ?? ReadHeader();
        RejectDuplicates(Header);
    }

    /// <summary>The type name of a <c>#TYPE</c> line, or null.</summary>
    public string? TypeName { get; }

    /// <summary>The column names of the file, including empty names.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Reads the next record. Skips blank lines.</summary>
    /// <returns>The fields, or <see langword="null"/> at the end of the file.</returns>
    public string[]? Read()
    {
        while (_parser.Read())
        {
            var fields = EndsInDelimiter() ? _parser.Record![..^1] : _parser.Record!;
            if (fields is not [""])
            {
                return fields;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    // PowerShell ignores the empty field after a delimiter at the very end of the file, without a line feed.
    private bool EndsInDelimiter()
        => _parser[_parser.Count - 1].Length == 0
            && _parser.RawRecord.EndsWith(_parser.Delimiter, StringComparison.Ordinal);

    private string[] ReadHeader()
    {
        while (_parser.Read())
        {
            List<string> fields = [.. _parser.Record!];
            while (fields.Count > 1 && fields[^1].Length == 0)
            {
                fields.RemoveAt(fields.Count - 1);
            }

            if (fields[0].StartsWith(W3cHeader, StringComparison.Ordinal))
            {
                fields[0] = fields[0][W3cHeader.Length..];
                return [.. fields];
            }

            if (!fields[0].StartsWith('#'))
            {
                return [.. fields];
            }
        }

        return [];
    }

    private static void RejectDuplicates(IReadOnlyList<string> header)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in header)
        {
            if (name.Length > 0 && !seen.Add(name))
            {
                throw new ExtendedTypeSystemException($"The member \"{name}\" is already present.");
            }
        }
    }
}
