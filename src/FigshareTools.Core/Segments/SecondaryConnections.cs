using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Segments;

/// <summary>
/// Runs the connections of a plate beside its primary connection. A connection that is to be removed retires by itself, after
/// the segment that it downloads.
/// </summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
internal sealed class SecondaryConnections(TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly List<Task> _tasks = [];
    private int _running;
    private int _retiring;
    private int _retired;
    private bool _isStopped;

    /// <summary>The number of connections, without those that are to retire.</summary>
    public int ActiveCount
    {
        get
        {
            lock (_lock)
            {
                return _running - _retiring;
            }
        }
    }

    /// <summary>Starts a connection, or keeps one that was to retire.</summary>
    /// <returns>Whether a connection was started.</returns>
    public bool Add(Func<Task> download)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return false;
            }

            if (_retiring > 0)
            {
                _retiring--;
                return false;
            }

            _running++;
            RemoveCompletedTasks();
            _tasks.Add(Task.Run(() => RunAsync(download), CancellationToken.None));
            return true;
        }
    }

    /// <summary>
    /// Starts a connection that takes the place of one that is about to end. False when that one is not to be replaced.
    /// </summary>
    public bool TryAddSuccessor(Func<Task> download)
    {
        lock (_lock)
        {
            // The lock is entered again. With a connection that is to retire, Add would keep it.
            return _retiring == 0 && Add(download);
        }
    }

    /// <summary>Lets one connection retire: the first one that calls <see cref="TryRetire"/>.</summary>
    public void RemoveOne()
    {
        lock (_lock)
        {
            _retiring = Math.Min(_retiring + 1, _running);
        }
    }

    /// <summary>Retires the connection that calls it, if one is to retire; it then ends and no longer counts.</summary>
    public bool TryRetire()
    {
        lock (_lock)
        {
            if (_retiring == 0)
            {
                return false;
            }

            _retiring--;
            _running--;
            _retired++;
            return true;
        }
    }

    /// <summary>
    /// Waits until a connection has ended, or until a stalled connection can be recognised. Returns at once when there is no
    /// connection.
    /// </summary>
    public async Task WaitForAnyAsync(CancellationToken cancellationToken)
    {
        Task[] tasks;
        lock (_lock)
        {
            RemoveCompletedTasks();
            tasks = [.. _tasks];
        }

        if (tasks.Length == 0)
        {
            return;
        }

        using var timer = new StallTimer(SegmentPlan.StallTime, clock, cancellationToken);
        var stall = Task.Delay(Timeout.InfiniteTimeSpan, timer.Token);
        var first = await Task.WhenAny([.. tasks, stall]).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first != stall)
        {
            await first.ConfigureAwait(false);
        }
    }

    /// <summary>Starts no more connections and waits until all have ended.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            Task[] tasks = [.. _tasks];
            _tasks.Clear();
            return Task.WhenAll(tasks);
        }
    }

    /// <summary>Allows connections again after <see cref="StopAsync"/>.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _isStopped = false;
        }
    }

    private void RemoveCompletedTasks() => _tasks.RemoveAll(task => task.Status == TaskStatus.RanToCompletion);

    private async Task RunAsync(Func<Task> download)
    {
        try
        {
            await download().ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (_retired > 0)
                {
                    _retired--;
                }
                else
                {
                    _running--;
                    _retiring = Math.Min(_retiring, _running);
                }
            }
        }
    }
}
