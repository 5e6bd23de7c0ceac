using System;
using System.Management.Automation.Host;

namespace FigshareTools.Hosting.Terminal;

/// <summary>The measures of the screen, for tables; the contents of the screen are nobody's business here.</summary>
internal sealed class ConsoleRawUserInterface(ConsoleTerminal terminal) : PSHostRawUserInterface
{
    public override Size BufferSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw NotHere();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw NotHere();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition
    {
        get
        {
            if (!terminal.OutputIsTerminal)
            {
                return default;
            }

            (var left, var top) = Console.GetCursorPosition();
            return new Coordinates(left, top);
        }
        set => Console.SetCursorPosition(value.X, value.Y);
    }

    public override int CursorSize { get; set; } = 25;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override string WindowTitle { get; set; } = "FigshareTools";

    public override bool KeyAvailable => terminal.InputIsTerminal && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotHere();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotHere();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotHere();

    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotHere();

    private static NotSupportedException NotHere() => new("This host leaves the screen as it is.");
}
