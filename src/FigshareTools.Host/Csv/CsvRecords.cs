using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using CsvHelper;

namespace FigshareTools.Hosting.Csv;

/// <summary>The records of one CSV file, read one at a time, by PowerShell's rules for what is a header.</summary>
internal sealed class CsvRecords : IDisposable
{
    // Log files in the W3C format have their header in a comment.
    private const string W3cHeader = "#Fields: ";

    private readonly CsvParser _parser;

    /// <param name="reader">The file; read from where it stands, and closed with this object.</param>
    /// <param name="delimiter">What stands between two fields.</param>
    /// <param name="header">The names to use for a file which has no header line of its own.</param>
    public CsvRecords(StreamReader reader, char delimiter, string[]? header = null)
    {
        TypeName = reader.Peek() == '#' ? CsvFormat.TypeNameFrom(reader.ReadLine()!) : null;
        _parser = new CsvParser(reader, CsvFormat.ForReading(delimiter));
        Header = header ?? ReadHeader();
        RejectDuplicates(Header);
    }

    /// <summary>The type a <c>#TYPE</c> line names.</summary>
    public string? TypeName { get; }

    /// <summary>The columns' names as they stand in the file, empty ones included.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Reads the next record which is not a blank line.</summary>
    /// <returns>Its fields, or <see langword="null"/> at the end of the file.</returns>
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

    // Without a line feed after it, PowerShell sees no field, not even an empty one, behind a file's last delimiter.
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
