using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>
/// A virtual terminal that interprets the escape sequences of the host.
/// </summary>
internal sealed class Screen : TextWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private readonly StringBuilder _sequence = new();
    private int _row;
    private int _column;
    private bool _inSequence;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The number of writes.</summary>
    public int Frames { get; private set; }

    /// <summary>The visible lines, without trailing blanks and without empty lines at the end.</summary>
    public string[] Lines
    {
        get
        {
            List<string> lines = [.. _lines.Select(line => line.ToString().TrimEnd())];
            while (lines.Count > 0 && lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            return [.. lines];
        }
    }

    public override void Write(string? value)
    {
        Frames++;
        foreach (var letter in value ?? "")
        {
            Write(letter);
        }
    }

    public override void Write(char value)
    {
        if (_inSequence)
        {
            Continue(value);
        }
        else if (value == '\e')
        {
            _inSequence = true;
        }
        else if (value is '\r' or '\n')
        {
            // In its default mode a terminal starts a new line in the first column.
            _column = 0;
            _row += value == '\n' ? 1 : 0;
            while (_lines.Count <= _row)
            {
                _lines.Add(new StringBuilder());
            }
        }
        else
        {
            Put(value);
        }
    }

    private void Put(char letter)
    {
        var line = _lines[_row];
        line.Append(' ', Math.Max(_column + 1 - line.Length, 0));
        line[_column++] = letter;
    }

    private void Continue(char value)
    {
        _sequence.Append(value);
        if (!char.IsAsciiLetter(value))
        {
            return;
        }

        Execute(_sequence.ToString());
        _sequence.Clear();
        _inSequence = false;
    }

    private void Execute(string sequence)
    {
        switch (sequence[^1])
        {
            case 'A':
                _row -= int.Parse(sequence[1..^1], CultureInfo.InvariantCulture);
                Assert.True(_row >= 0, "The cursor moved above the screen.");
                break;
            case 'K':
                EraseToLineEnd();
                break;
            case 'J':
                EraseToLineEnd();
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            default:
                Assert.Fail($"The sequence '{sequence}' is not supported.");
                break;
        }
    }

    private void EraseToLineEnd() => _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
}
