using System.Text;

namespace FigshareTools.Hosting.Terminal;

/// <summary>The lines at the bottom of the screen which are drawn over again and again.</summary>
/// <remarks>
/// Every line ends with a line feed: between two frames the cursor stands in the first column below them, where output
/// may begin once they are erased.
/// </remarks>
internal sealed class LiveLines
{
    private const string ToLineEnd = "\e[K";
    private const string ToScreenEnd = "\e[J";

    private string[] _lines = [];
    private int _shown;

    /// <summary>Takes the lines off the screen, to be drawn again below what is written next.</summary>
    public void Erase(StringBuilder frame)
    {
        if (_shown > 0)
        {
            ToFirstLine(frame);
            frame.Append(ToScreenEnd);
            _shown = 0;
        }
    }

    public void Draw(StringBuilder frame, int width)
    {
        foreach (var line in _lines)
        {
            // A line as wide as the screen would take two, and the way up would be too short.
            frame.Append(line.Length < width ? line : line[..(width - 1)]).Append(ToLineEnd).Append('\n');
        }

        _shown = _lines.Length;
    }

    /// <summary>Draws new lines over the old ones; erasing those first would show as flicker.</summary>
    public void Replace(StringBuilder frame, string[] lines, int width, bool isShown)
    {
        ToFirstLine(frame);
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

    private void ToFirstLine(StringBuilder frame)
    {
        if (_shown > 0)
        {
            frame.Append("\e[").Append(_shown).Append("A\r");
        }
    }
}
