using System;
using System.IO;
using System.Text;
using System.Threading;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// Writes output, errors and live lines (the progress bars) to the terminal. All writes use this class, so that they
/// never mix.
/// </summary>
internal sealed class ConsoleTerminal
{
    // The size without a terminal: wide enough for the tables of the module.
    private const int DefaultWidth = 120;
    private const int DefaultHeight = 50;

    private readonly Lock _lock = new();
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly LiveLines _liveLines = new();
    private bool _atLineStart = true;

    /// <summary>Uses the standard streams of this process: a terminal, files or pipes.</summary>
    public ConsoleTerminal()
        : this(Console.In, Console.Out, Console.Error)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        InputIsTerminal = !Console.IsInputRedirected;
        OutputIsTerminal = !Console.IsOutputRedirected && !isDumb && VirtualTerminal.TryEnable();
        ErrorIsTerminal = !Console.IsErrorRedirected && !isDumb && VirtualTerminal.TryEnable();

        // https://no-color.org: any value but the empty string disables colours.
        UsesColour = OutputIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    /// <summary>Uses text streams, for tests.</summary>
    public ConsoleTerminal(TextReader input, TextWriter output, TextWriter error)
    {
        _input = input;
        _output = output;
        _error = error;
    }

    public bool InputIsTerminal { get; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; }

    public bool UsesColour { get; }

    // Some terminals, for example those of build servers, report a width of 0 columns.
    public int Width
    {
        get => field > 0 ? field : OutputIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth;
        init;
    }

    public int Height
    {
        get => field > 0 ? field : OutputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : DefaultHeight;
        init;
    }

    public void Write(string text)
    {
        lock (_lock)
        {
            if (!OutputIsTerminal)
            {
                _output.Write(text);
                return;
            }

            // A single write for the whole change avoids flicker.
            var frame = new StringBuilder();
            _liveLines.Erase(frame);
            frame.Append(text);
            if (text.Length > 0)
            {
                _atLineStart = text[^1] == '\n';
            }

            if (_atLineStart)
            {
                _liveLines.Draw(frame, Width);
            }

            _output.Write(frame.ToString());
        }
    }

    public void WriteError(string text)
    {
        lock (_lock)
        {
            if (OutputIsTerminal)
            {
                WriteFrame(_liveLines.Erase);
            }

            _error.Write(text);
            if (OutputIsTerminal && _atLineStart)
            {
                WriteFrame(frame => _liveLines.Draw(frame, Width));
            }
        }
    }

    /// <summary>Replaces the live lines.</summary>
    public void SetLiveLines(string[] lines)
    {
        lock (_lock)
        {
            WriteFrame(frame => _liveLines.Replace(frame, lines, Width, isShown: _atLineStart));
        }
    }

    public string? ReadLine()
    {
        var line = _input.ReadLine();
        lock (_lock)
        {
            // The user's Enter key has moved the cursor to a new line.
            _atLineStart = true;
        }

        return line;
    }

    private void WriteFrame(Action<StringBuilder> draw)
    {
        var frame = new StringBuilder();
        draw(frame);
        if (frame.Length > 0)
        {
            _output.Write(frame.ToString());
        }
    }
}
