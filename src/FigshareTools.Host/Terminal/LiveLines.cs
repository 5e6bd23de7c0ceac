using System.Text;

namespace FigshareTools.Hosting.Terminal;

/// <summary>The lines at the bottom of the terminal that are redrawn in place.</summary>
/// <remarks>
/// Every line ends with a line feed. Between two frames the cursor is in the first column below the lines.
/// </remarks>
internal sealed class LiveLines
{
    private const string ToLineEnd = "\e[K";
    private const string ToScreenEnd = "\e[J";

    private string[] _lines = [];
    private int _shown;

    /// <summary>Erases the lines. <see cref="Draw"/> draws them again below the next output.</summary>
    public void Erase(StringBuilder frame)
    {
        if (_shown > 0)
        {
            MoveToFirstLine(frame);
            frame.Append(ToScreenEnd);
            _shown = 0;
        }
    }

    /// <summary>Draws the lines at the cursor.</summary>
    public void Draw(StringBuilder frame, int width)
    {
        foreach (var line in _lines)
        {
            // A line as wide as the terminal would wrap, and the cursor would then not move up far enough.
            frame.Append(line.Length < width ? line : line[..(width - 1)]).Append(ToLineEnd).Append('\n');
        }

        _shown = _lines.Length;
    }

    /// <summary>Draws new lines over the old ones. Erasing the old lines first would flicker.</summary>
    public void Replace(StringBuilder frame, string[] lines, int width, bool isShown)
    {
        MoveToFirstLine(frame);
        var hadMore = _shown > lines.Length;
        _lines = lines;
        _shown = 0;
        if (isShown)
        {
            Draw(frame, width);
        }

        if (hadMore)
        {
            frame.Append(ToScreenEnd);
        }
    }

    private void MoveToFirstLine(StringBuilder frame)
    {
        if (_shown > 0)
        {
            frame.Append("\e[").Append(_shown).Append("A\r");
        }
    }
}
