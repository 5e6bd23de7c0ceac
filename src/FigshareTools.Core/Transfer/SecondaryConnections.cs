using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>The connections of a plate beside its first one.</summary>
internal sealed class SecondaryConnections(TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly List<Task> _tasks = [];
    private int _running;
    private int _leaving;
    private int _left;
    private bool _stopped;

    /// <summary>How many there are, without those that are to leave.</summary>
    public int Staying
    {
        get
        {
            lock (_gate)
            {
                return _running - _leaving;
            }
        }
    }

    /// <summary>Begins one more, or keeps one that was to leave.</summary>
    public void Grow(Func<Task> help)
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            if (_leaving > 0)
            {
                _leaving--;
                return;
            }

            _running++;
            _tasks.RemoveAll(task => task.Status == TaskStatus.RanToCompletion);
            _tasks.Add(Task.Run(() => RunAsync(help), CancellationToken.None));
        }
    }

    /// <summary>Says that one is to leave, whichever is the next to look.</summary>
    public void Shrink()
    {
        lock (_gate)
        {
            _leaving = Math.Min(_leaving + 1, _running);
        }
    }

    /// <summary>Whether the helper that asks is to leave.</summary>
    public bool Leaves()
    {
        lock (_gate)
        {
            if (_leaving == 0)
            {
                return false;
            }

            // From here on it counts no more, though it has still to end.
            _leaving--;
            _running--;
            _left++;
            return true;
        }
    }

    /// <summary>
    /// Waits until one has ended, or until one that is silent may have to be given up; at once when there is none.
    /// </summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        Task[] tasks;
        lock (_gate)
        {
            _tasks.RemoveAll(task => task.Status == TaskStatus.RanToCompletion);
            tasks = [.. _tasks];
        }

        if (tasks.Length == 0)
        {
            return;
        }

        using var watch = new StallTimer(SegmentPlan.Silence, clock, cancellationToken);
        var silence = Task.Delay(Timeout.InfiniteTimeSpan, watch.Token);
        var first = await Task.WhenAny([.. tasks, silence]).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first != silence)
        {
            await first.ConfigureAwait(false);
        }
    }

    /// <summary>Begins no more and waits until all have ended.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopped = true;
            Task[] tasks = [.. _tasks];
            _tasks.Clear();
            return Task.WhenAll(tasks);
        }
    }

    /// <summary>More may be begun again.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _stopped = false;
        }
    }

    private async Task RunAsync(Func<Task> help)
    {
        try
        {
            await help().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (_left > 0)
                {
                    _left--;
                }
                else
                {
                    _running--;
                    _leaving = Math.Min(_leaving, _running);
                }
            }
        }
    }
}
