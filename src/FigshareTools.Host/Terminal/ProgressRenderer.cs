using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// Shows progress. On a terminal it draws bars below the output, at most five times a second. If the output is
/// redirected, it writes a plain line for the topmost activity to the error stream, the first one at once and then one
/// every five seconds, so that a log shows progress and the redirected results contain none.
/// </summary>
internal sealed class ProgressRenderer(ConsoleTerminal terminal, TimeProvider time)
{
    private static readonly TimeSpan s_betweenFrames = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_betweenLogLines = TimeSpan.FromSeconds(5);

    private readonly ProgressTree _tree = new();
    private long? _lastShown;

    public void Update(long source, ProgressRecord record)
    {
        _tree.Update(source, record);
        var isEnd = record.RecordType == ProgressRecordType.Completed;
        if (terminal.OutputIsTerminal)
        {
            // The bar of a completed activity disappears at once, not at the next update.
            if (isEnd || IsDue(s_betweenFrames))
            {
                terminal.SetLiveLines(Bars());
            }
        }
        else if (!isEnd && IsDue(s_betweenLogLines))
        {
            var topmost = _tree.InOrder().FirstOrDefault((Record: record, Depth: 0)).Record;
            terminal.WriteError(ProgressLine.WithoutBar(topmost) + Environment.NewLine);
        }
    }

    /// <summary>Removes all activities, which a script that ended or was stopped may not have completed.</summary>
    public void Clear()
    {
        _lastShown = null;
        if (!_tree.IsEmpty)
        {
            _tree.Clear();
            if (terminal.OutputIsTerminal)
            {
                terminal.SetLiveLines([]);
            }
        }
    }

    private bool IsDue(TimeSpan interval)
    {
        if (_lastShown is { } before && time.GetElapsedTime(before) < interval)
        {
            return false;
        }

        _lastShown = time.GetTimestamp();
        return true;
    }

    private string[] Bars()
    {
        var width = terminal.Width;
        List<string> lines = [.. _tree.InOrder().Select(bar => ProgressLine.WithBar(bar.Record, bar.Depth, width))];

        // More lines than the terminal has would scroll, and could not be redrawn in place.
        var maximum = Math.Max(terminal.Height / 2, 1);
        if (lines.Count > maximum)
        {
            var hidden = lines.Count - maximum + 1;
            lines.RemoveRange(maximum - 1, hidden);
            lines.Add($"... and {hidden} more");
        }

        return [.. lines];
    }
}
