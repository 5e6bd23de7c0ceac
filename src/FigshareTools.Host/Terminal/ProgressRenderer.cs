using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// Shows what is under way. On a terminal: bars below the output, drawn in place at most five times a second. With the
/// output redirected: a plain line for the topmost activity on the error stream, one at once and then one every five
/// seconds, so that a log shows that something moves and a file of results stays clean.
/// </summary>
internal sealed class ProgressRenderer(ConsoleTerminal terminal, TimeProvider time)
{
    private static readonly TimeSpan s_betweenFrames = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_betweenLogLines = TimeSpan.FromSeconds(5);

    private readonly ProgressTree _tree = new();
    private long? _shownAt;

    public void Update(long source, ProgressRecord record)
    {
        _tree.Update(source, record);
        var isEnd = record.RecordType == ProgressRecordType.Completed;
        if (terminal.OutputIsTerminal)
        {
            // A bar which is done must not stand there until the next one moves.
            if (isEnd || IsDue(s_betweenFrames))
            {
                terminal.SetLive(Bars());
            }
        }
        else if (!isEnd && IsDue(s_betweenLogLines))
        {
            ProgressRecord topmost = _tree.InOrder().FirstOrDefault((Record: record, Depth: 0)).Record;
            terminal.WriteError(ProgressLine.InWords(topmost) + Environment.NewLine);
        }
    }

    /// <summary>Takes away what a script left behind when it ended or was stopped.</summary>
    public void Clear()
    {
        _shownAt = null;
        if (!_tree.IsEmpty)
        {
            _tree.Clear();
            if (terminal.OutputIsTerminal)
            {
                terminal.SetLive([]);
            }
        }
    }

    private bool IsDue(TimeSpan interval)
    {
        if (_shownAt is { } before && time.GetElapsedTime(before) < interval)
        {
            return false;
        }

        _shownAt = time.GetTimestamp();
        return true;
    }

    private string[] Bars()
    {
        var width = terminal.Width;
        List<string> lines = [.. _tree.InOrder().Select(bar => ProgressLine.WithBar(bar.Record, bar.Depth, width))];

        // More lines than the screen has would scroll, and could not be drawn over.
        var most = Math.Max(terminal.Height / 2, 1);
        if (lines.Count > most)
        {
            var hidden = lines.Count - most + 1;
            lines.RemoveRange(most - 1, hidden);
            lines.Add($"... and {hidden} more");
        }

        return [.. lines];
    }
}
