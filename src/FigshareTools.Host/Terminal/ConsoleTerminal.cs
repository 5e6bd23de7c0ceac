using System;
using System.IO;
using System.Text;
using System.Threading;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// The one way to the screen: output, errors and the live lines below them go through here, so that none lands in the
/// middle of another.
/// </summary>
internal sealed class ConsoleTerminal
{
    // What an engine without a screen is told; wide enough for the tables of the module.
    private const int DefaultWidth = 120;
    private const int DefaultHeight = 50;

    private readonly Lock _gate = new();
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly LiveLines _live = new();
    private bool _atLineStart = true;

    /// <summary>The terminal (or the files) this process was started with.</summary>
    public ConsoleTerminal()
        : this(Console.In, Console.Out, Console.Error)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        InputIsTerminal = !Console.IsInputRedirected;
        OutputIsTerminal = !Console.IsOutputRedirected && !isDumb && VirtualTerminal.IsOn();
        ErrorIsTerminal = !Console.IsErrorRedirected && !isDumb && VirtualTerminal.IsOn();

        // https://no-color.org: set to anything but the empty string.
        UsesColour = OutputIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    /// <summary>Plain text streams, as a test has them.</summary>
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

    // Some terminals (those of build servers among them) say they are 0 columns wide.
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
        lock (_gate)
        {
            if (!OutputIsTerminal)
            {
                _output.Write(text);
                return;
            }

            // One write for the whole change of the screen, or it flickers.
            var frame = new StringBuilder();
            _live.Erase(frame);
            frame.Append(text);
            if (text.Length > 0)
            {
                _atLineStart = text[^1] == '\n';
            }

            if (_atLineStart)
            {
                _live.Draw(frame, Width);
            }

            _output.Write(frame.ToString());
        }
    }

    public void WriteError(string text)
    {
        lock (_gate)
        {
            if (OutputIsTerminal)
            {
                WriteFrame(_live.Erase);
            }

            _error.Write(text);
            if (OutputIsTerminal && _atLineStart)
            {
                WriteFrame(frame => _live.Draw(frame, Width));
            }
        }
    }

    /// <summary>Puts other lines in the place of the live lines.</summary>
    public void SetLive(string[] lines)
    {
        lock (_gate)
        {
            WriteFrame(frame => _live.Replace(frame, lines, Width, isShown: _atLineStart));
        }
    }

    public string? ReadLine()
    {
        var line = _input.ReadLine();
        lock (_gate)
        {
            // What was typed ended with Enter, and the screen moved on with it.
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
