using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>
/// A run over any number of plates: a bounded queue and a limited number of workers, which exist only while there is work.
/// One thread adds plates and reads the progress. Events are raised on the workers' threads, and on the thread that adds a plate
/// for one that ends at once.
/// </summary>
public abstract partial class PlateRun : IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<QueuedPlate> _queue = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunProgressTracker _tracker = new();
    private readonly DownloadSlots _slots;
    private readonly Action<PlateEvent> _onEvent;
    private readonly int _capacity;
    private int _workers;
    private volatile bool _isCompleted;

    private protected PlateRun(int throttleLimit, Action<PlateEvent> onEvent)
    {
        _onEvent = onEvent;
        _slots = new DownloadSlots(throttleLimit, StartWorker);
        // Large enough that no worker waits for the thread that adds; bounded, because there may be millions of rows.
        _capacity = Math.Max(16, 2 * throttleLimit);
    }

    /// <summary>
    /// Completes after <see cref="Complete"/> or <see cref="Cancel"/>, when the last worker and request ahead have ended.
    /// </summary>
    public Task Ended => _ended.Task;

    /// <summary>Declares that no more plates are added.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isCompleted = true;
            EndIfIdle();
        }

        OnInitialBatchComplete();
    }

    /// <summary>Stops all work soon. Partial files stay on disk and can be resumed.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _queue.Clear();
            _isCompleted = true;
            EndIfIdle();
        }

        _cancellation.Cancel();
    }

    /// <summary>The progress of the run.</summary>
    public RunProgress Progress() => _tracker.Current() with { IsComplete = _isCompleted };

    /// <summary>
    /// Calls an action on the worker's thread whenever a plate has made progress. Progress bars read <see cref="Progress"/> at
    /// their own pace instead; a test waits for a state of the run without reading it all the time.
    /// </summary>
    /// <param name="onChanged">The action. To be set before a plate is added.</param>
    internal void ObserveProgress(Action onChanged) => _tracker.OnChanged = onChanged;

#if NET
    /// <summary>Collects the garbage of the plates. To be set before a plate is added, by a test only.</summary>
    internal YoungGeneration Garbage { get; set; } = YoungGeneration.OfProcess;
#endif

    /// <summary>Releases what the plates shared. To be called when the run has ended.</summary>
    public void Dispose()
    {
        OnDisposed();
        _slots.Dispose();
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Queues a plate, unless the queue is full. Only one thread adds plates.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="row">What the caller wants back with the plate's event; null for nothing.</param>
    /// <param name="prepare">Prepares the work. Called in the order of the rows, and only if there is room.</param>
    /// <returns>Whether the plate is queued, or has ended.</returns>
    private protected bool TryAdd(FigsharePlate plate, object? row, Func<PreparedPlate> prepare)
    {
        if (_earlyEnd is not null)
        {
            FailEarly(plate, _tracker.Add(plate), row);
            return true;
        }

        if (IsQueueFull())
        {
            OnInitialBatchComplete();
            return false;
        }

        var prepared = prepare();
        var number = _tracker.Add(plate);
        if (prepared.Ended is { } ended)
        {
            End(plate, number, ended, row);
        }
        else if (TryEnqueue(new QueuedPlate(plate, number, prepared.Work!, row)))
        {
            StartWorker();
        }
        else
        {
            FailEarly(plate, number, row);
        }

        return true;
    }

    /// <summary>
    /// Called when no more rows arrive, or none before some of the queued plates have ended. May be called several times.
    /// </summary>
    private protected virtual void OnInitialBatchComplete()
    {
    }

    /// <summary>Called when the run is disposed.</summary>
    private protected virtual void OnDisposed()
    {
    }

    private bool IsQueueFull()
    {
        lock (_lock)
        {
            return _queue.Count >= _capacity;
        }
    }

    private void StartWorker()
    {
        lock (_lock)
        {
            if (_queue.Count > 0 && _workers < _slots.MaxPlates && _slots.TryAcquire() is { } slot)
            {
                _workers++;
                _ = Task.Run(() => WorkAsync(slot));
            }
        }
    }

    /// <summary>Processes plates until the queue is empty or no slot is free.</summary>
    private async Task WorkAsync(SlotLease? slot)
    {
        while (TakeNext(ref slot) is { } next)
        {
            await ProcessAsync(next, slot!).ConfigureAwait(false);
            slot = null;
        }
    }

    private async Task ProcessAsync(QueuedPlate queued, SlotLease slot)
    {
        var (plate, number) = (queued.Plate, queued.Number);
        var progress = _tracker.Start(plate, number);
        long bytes = 0;
        _onEvent(new PlateEvent.Started(plate) { Number = number });
        try
        {
            var work = queued.Work(new PlateContext(
                plate, progress, slot, new PlateLog(progress, _onEvent), _cancellation.Token));
#if NET
            // A plate that is downloaded waits for its first response now.
            Garbage.CollectIfDue();
#endif
            var outcome = await work.ConfigureAwait(false);
            bytes = outcome.Bytes;
            _onEvent(new PlateEvent.Completed(plate, outcome.Result)
            {
                Number = number,
                Row = queued.Row,
                Host = progress.Host,
                BytesTransferred = progress.Downloaded,
            });
        }
        catch (FigshareException e)
        {
            _onEvent(FailureOf(progress, e, queued.Row));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // A caller that has stopped the run expects no event.
            if (_earlyEnd is { } errorOf)
            {
                _onEvent(FailureOf(progress, errorOf(plate, progress), queued.Row));
            }
        }
        catch (Exception e)
        {
            // Even a defect of this program must not leave a plate without an event.
            _onEvent(FailureOf(progress, new FigshareException(
                FigshareErrorId.Unexpected, $"{plate}: {e.Message} Please report this with its stack trace.", e), queued.Row));
        }
        finally
        {
            _tracker.End(progress, bytes);
            slot.Dispose();
        }
    }

    /// <summary>The next plate, with a slot for it; null, after this worker is signed off, when there is none.</summary>
    private QueuedPlate? TakeNext(ref SlotLease? slot)
    {
        lock (_lock)
        {
            if (_queue.Count > 0)
            {
                slot ??= _slots.TryAcquire();
                if (slot is not null)
                {
                    return _queue.Dequeue();
                }
            }

            slot?.Dispose();
            _workers--;
            EndIfIdle();
            return null;
        }
    }

    private void EndIfIdle()
    {
        if (_isCompleted && _workers == 0 && _requestsAhead == 0)
        {
            _ended.TrySetResult(true);
        }
    }

    private sealed record QueuedPlate(FigsharePlate Plate, long Number, PlateWork Work, object? Row);
}
