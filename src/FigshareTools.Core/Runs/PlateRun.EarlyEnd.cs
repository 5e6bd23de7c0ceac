using System;
using System.Collections.Generic;

namespace FigshareTools.Runs;

/// <summary>The error of a plate whose run ends before the plate is done.</summary>
/// <param name="plate">The plate as the caller gave it.</param>
/// <param name="progress">Its progress; null if the work on it has not begun.</param>
internal delegate FigshareException EarlyEnd(FigsharePlate plate, PlateProgress? progress);

/// <content>The end of a run before its plates are done.</content>
public abstract partial class PlateRun
{
    private volatile EarlyEnd? _earlyEnd;

    /// <summary>Whether the run has ended at its deadline, before all of its plates were done.</summary>
    public bool HasEndedEarly => _earlyEnd is not null;

    /// <summary>
    /// Stops all work soon, as <see cref="Cancel"/> does. Each plate that is not done, and each one that is added later, fails.
    /// </summary>
    /// <param name="errorOf">The error of a plate, of which nothing is known if the work on it has not begun.</param>
    private protected void EndEarly(EarlyEnd errorOf)
    {
        List<QueuedPlate> left;
        lock (_lock)
        {
            _earlyEnd = errorOf;
            left = [.. _queue];
            _queue.Clear();
            // The run does not end before the errors of the queued plates are raised.
            _workers++;
        }

        left.ForEach(queued => FailEarly(queued.Plate, queued.Number, queued.Row));
        lock (_lock)
        {
            _workers--;
            EndIfIdle();
        }

        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended and is disposed.
        }
    }

    /// <summary>Queues a plate, unless the run has ended early.</summary>
    private bool TryEnqueue(QueuedPlate queued)
    {
        lock (_lock)
        {
            if (_earlyEnd is not null)
            {
                return false;
            }

            _queue.Enqueue(queued);
            return true;
        }
    }

    /// <summary>Raises the error of a plate on which no work has begun.</summary>
    private void FailEarly(FigsharePlate plate, long number, object? row)
    {
        var progress = _tracker.Start(plate, number);
        _tracker.End(progress, 0);
        _onEvent(FailureOf(progress, _earlyEnd!(plate, progress: null), row));
    }
}
