using System;
using System.Collections.Generic;

namespace FigshareTools.Transfer;

/// <summary>
/// Requests the presigned URLs of the next plates of a run while other plates are downloaded, so that a small plate does not wait
/// for a redirect. With a round trip of 80 ms, a plate of 1 MiB had its slot for 178 ms, and has it for 98 ms without that wait.
/// </summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
/// <param name="slots">The number of plates that are downloaded at once.</param>
/// <param name="clock">The clock.</param>
/// <param name="canRequest">Whether URLs can be requested now.</param>
/// <param name="start">Starts a request, which the run cancels and waits for.</param>
internal sealed class RedirectsAhead(int slots, TimeProvider clock, Func<bool> canRequest, Action<QueuedDownload> start)
{
    private readonly object _lock = new();

    // The plates that have not started and whose URL has not been requested, in the order of the rows.
    private readonly Queue<QueuedDownload> _queued = new();

    // When the last plates ended, at most one for each slot.
    private readonly Queue<long> _ends = new();
    private int _ahead;

    /// <summary>Adds a plate when it is queued.</summary>
    public QueuedDownload Add(FigsharePlate row, PlateClaim claim)
    {
        var queued = new QueuedDownload(row, claim);
        lock (_lock)
        {
            _queued.Enqueue(queued);
        }

        return queued;
    }

    /// <summary>Declares that a plate starts.</summary>
    public void Start(QueuedDownload plate)
    {
        lock (_lock)
        {
            plate.HasStarted = true;
            _ahead -= plate.IsAhead ? 1 : 0;
            RemoveStarted();
        }

        RequestNext();
    }

    /// <summary>Declares that a plate has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ends.Enqueue(clock.GetTimestamp());
            if (_ends.Count > slots)
            {
                _ends.Dequeue();
            }
        }

        RequestNext();
    }

    private void RequestNext()
    {
        while (canRequest() && TakeNext() is { } next)
        {
            start(next);
        }
    }

    /// <summary>The next plate whose URL may be requested; null when there is none.</summary>
    private QueuedDownload? TakeNext()
    {
        lock (_lock)
        {
            while (_ends.Count > 0 && clock.GetElapsedTime(_ends.Peek()) >= RedirectAheadPolicy.Window)
            {
                _ends.Dequeue();
            }

            // A plate may start before the ones of earlier rows.
            RemoveStarted();
            if (_queued.Count == 0 || RedirectAheadPolicy.Evaluate(slots, _ends.Count, _ahead) == 0)
            {
                return null;
            }

            var next = _queued.Dequeue();
            next.IsAhead = true;
            _ahead++;
            return next;
        }
    }

    /// <summary>Removes the plates at the front that have started.</summary>
    private void RemoveStarted()
    {
        while (_queued.Count > 0 && _queued.Peek().HasStarted)
        {
            _queued.Dequeue();
        }
    }
}

/// <summary>A plate of the queue.</summary>
/// <param name="row">The plate as the caller gave it.</param>
/// <param name="claim">What its row has claimed.</param>
internal sealed class QueuedDownload(FigsharePlate row, PlateClaim claim)
{
    private volatile bool _hasStarted;

    public FigsharePlate Row => row;

    public PlateClaim Claim => claim;

    /// <summary>Whether the plate is processed.</summary>
    public bool HasStarted
    {
        get => _hasStarted;
        set => _hasStarted = value;
    }

    /// <summary>Whether its presigned URL was requested ahead.</summary>
    public bool IsAhead { get; set; }
}
