using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace FigshareTools.Manifests;

/// <summary>
/// Reads RFC 4180 records one at a time, with the tolerance of Import-Csv: blanks around a field are ignored unless
/// they are quoted, and a quote within an unquoted field is an ordinary character.
/// </summary>
internal sealed class CsvReader(TextReader text, char delimiter)
{
    private const int NotYetRead = -2;

    // Without a limit, a field with an unclosed quote would extend to the end of the file.
    private const int MaximumFieldLength = 1 << 20;

    private readonly StringBuilder _field = new();
    private int _line = 1;

    // Not TextReader.Peek, which on .NET Framework reports the end of the file after a short read of a slow disk.
    private int _ahead = NotYetRead;

    /// <summary>The number of the line on which the last record began, from 1.</summary>
    public int Line { get; private set; }

    private int Ahead => _ahead == NotYetRead ? _ahead = text.Read() : _ahead;

    /// <summary>Reads the next record. An empty line is a record with one empty field.</summary>
    /// <returns>The fields; null at the end of the file.</returns>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public IReadOnlyList<string>? Read()
    {
        if (Ahead < 0)
        {
            return null;
        }

        Line = _line;
        var fields = new List<string>();
        do
        {
            fields.Add(ReadField());
        }
        while (Take(delimiter));

        if (Take('\r') | Take('\n'))
        {
            _line++;
        }

        return fields;
    }

    private string ReadField()
    {
        _field.Clear();
        SkipBlanks();
        if (Take('"'))
        {
            ReadQuoted();
            var quoted = _field.Length;
            SkipBlanks();
            ReadPlain();
            return _field.Length == quoted ? _field.ToString() : _field.ToString().TrimEnd();
        }

        ReadPlain();
        return _field.ToString().TrimEnd();
    }

    private void ReadQuoted()
    {
        while (true)
        {
            var next = Next();
            if (next < 0 || _field.Length >= MaximumFieldLength)
            {
                throw new FormatException(
                    "a quotation mark is not closed; close it, or double it if it belongs to the text");
            }

            if (next == '"' && !Take('"'))
            {
                return;
            }

            // A line ends with \n, with \r\n or, in files of old Macs, with \r.
            if (next == '\n' || (next == '\r' && Ahead != '\n'))
            {
                _line++;
            }

            _field.Append((char)next);
        }
    }

    private void ReadPlain()
    {
        while (Ahead >= 0 && Ahead != delimiter && Ahead is not ('\r' or '\n'))
        {
            _field.Append((char)Next());
        }
    }

    private void SkipBlanks()
    {
        while (Ahead is ' ' or '\t' && Ahead != delimiter)
        {
            Next();
        }
    }

    private bool Take(char wanted)
    {
        if (Ahead != wanted)
        {
            return false;
        }

        Next();
        return true;
    }

    private int Next()
    {
        var next = Ahead;
        _ahead = NotYetRead;
        return next;
    }
}
