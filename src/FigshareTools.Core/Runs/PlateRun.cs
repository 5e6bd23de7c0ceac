using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Runs;

/// <summary>
/// A run over any number of plates: a bounded queue and a limited number of workers, which exist only while there is work. Each
/// has its turn until its plate's bytes are here: then the next plate may come while this one is proven, flushed and named.
/// Plates are added and watched from one thread; what happens is told from the workers' threads.
/// </summary>
public abstract class PlateRun : IDisposable
{
    // Plates without a turn: with as many that are fetched they fill the lanes of the hash. Each may hold 768 KiB.
    private const int MostEnding = 8;

    private readonly object _gate = new();
    private readonly Queue<QueuedPlate> _queue = new();
    private readonly List<PlateProgress?> _slots = [];
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _turns;
    private readonly Action<PlateEvent> _tell;
    private readonly int _limit;
    private readonly int _capacity;
    private int _workers;
    private bool _completed;
    private RunProgress _totals = new(0, 0, 0, 0, 0, []);

    private protected PlateRun(
        int throttleLimit, TimeSpan connectionTimeout, TimeProvider clock, Action<PlateEvent> tell)
    {
        _tell = tell;
        _limit = throttleLimit;
        _turns = new SemaphoreSlim(throttleLimit);
        // Enough that no worker waits for the thread that adds, and no more: rows may come by the million.
        _capacity = Math.Max(16, 2 * throttleLimit);
        Http = new FigshareHttp(connectionTimeout, clock);
    }

    /// <summary>Ends when <see cref="Complete"/> or <see cref="Cancel"/> was called and no worker is left.</summary>
    public Task Ended => _ended.Task;

    private protected FigshareHttp Http { get; }

    /// <summary>Says that no more plates come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            EndIfIdle();
        }

        OnFirstRowsKnown();
    }

    /// <summary>Stops everything soon; partial files stay as they can be continued.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _queue.Clear();
            _completed = true;
            EndIfIdle();
        }

        _cancellation.Cancel();
    }

    /// <summary>How far the run is.</summary>
    public RunProgress Progress()
    {
        lock (_gate)
        {
            var progress = _totals with { InFlight = [.. _slots.OfType<PlateProgress>()] };
            foreach (var plate in progress.InFlight)
            {
                progress = progress with
                {
                    DoneBytes = progress.DoneBytes + plate.Counted,
                    TotalBytes = progress.TotalBytes + (plate.Plate.Length is null ? plate.Length ?? 0 : 0),
                    FetchedBytes = progress.FetchedBytes + plate.Fetched,
                };
            }

            return progress;
        }
    }

    /// <summary>Frees connections. Call it when the run has ended.</summary>
    public void Dispose()
    {
        Http.Dispose();
        _turns.Dispose();
        OnDisposed();
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Queues a plate; false when the queue is full.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="queued">Done for it when there is room, before any worker can take it; null for nothing.</param>
    /// <param name="work">What is done with it.</param>
    private protected bool TryAdd(FigsharePlate plate, Action? queued, PlateWork work)
    {
        lock (_gate)
        {
            if (_queue.Count >= _capacity)
            {
                OnFirstRowsKnown();
                return false;
            }

            queued?.Invoke();

            _totals = _totals with { Plates = _totals.Plates + 1, TotalBytes = _totals.TotalBytes + (plate.Length ?? 0) };
            _queue.Enqueue(new QueuedPlate(plate, work));
            EmployWorker();
            return true;
        }
    }

    /// <summary>No more rows come, or none before some of those that are here have ended. May be called again and again.</summary>
    private protected virtual void OnFirstRowsKnown()
    {
    }

    private void EndFetching(PlateProgress progress)
    {
        // One at a time stays one at a time.
        if (_limit > 1)
        {
            lock (_gate)
            {
                GiveTurn(progress);
                EmployWorker();
            }
        }
    }

    private async Task FetchAgainAsync(PlateProgress progress, CancellationToken cancellationToken)
    {
        if (!progress.HasTurn)
        {
            await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
            progress.HasTurn = true;
        }
    }

    private void GiveTurn(PlateProgress progress)
    {
        if (progress.HasTurn)
        {
            progress.HasTurn = false;
            _turns.Release();
        }
    }

    private void EmployWorker()
    {
        if (_queue.Count > 0 && _workers - MostEnding < _limit && _turns.Wait(0))
        {
            _workers++;
            _ = Task.Run(WorkAsync);
        }
    }

    /// <summary>The run has ended; what its plates shared is freed.</summary>
    private protected virtual void OnDisposed()
    {
    }

    /// <summary>One plate after the other; begins with a turn.</summary>
    private async Task WorkAsync()
    {
        for (var next = Take(hasTurn: true); next is not null; next = Take(hasTurn: false))
        {
            var (plate, work, progress) = next;
            long bytes = 0;
            try
            {
                var log = new PlateLog(plate, _tell);
                var outcome = await work(progress, log, _cancellation.Token).ConfigureAwait(false);
                bytes = outcome.Bytes;
                _tell(new PlateEvent.Completed(outcome.Result));
            }
            catch (FigshareException e)
            {
                _tell(new PlateEvent.Failed(plate, e));
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                // The caller wants no more of it.
            }
            catch (Exception e)
            {
                // A defect of this program must not leave a worker's plate unmentioned.
                _tell(new PlateEvent.Failed(plate, new FigshareException(
                    FigshareErrorId.Unexpected, $"{plate}: {e.Message} Please report this with its stack trace.", e)));
            }
            finally
            {
                Leave(progress, bytes);
            }
        }
    }

    private TakenPlate? Take(bool hasTurn)
    {
        lock (_gate)
        {
            if (_queue.Count == 0 || !(hasTurn || _turns.Wait(0)))
            {
                if (hasTurn)
                {
                    _turns.Release();
                }

                _workers--;
                EndIfIdle();
                return null;
            }

            var (plate, work) = _queue.Dequeue();
            var slot = _slots.IndexOf(null);
            if (slot < 0)
            {
                slot = _slots.Count;
                _slots.Add(null);
            }

            var progress = new PlateProgress(plate, slot, EndFetching, FetchAgainAsync);
            _slots[slot] = progress;
            return new TakenPlate(plate, work, progress);
        }
    }

    private void Leave(PlateProgress progress, long bytes)
    {
        lock (_gate)
        {
            _slots[progress.Slot] = null;
            GiveTurn(progress);
            _totals = _totals with
            {
                Ended = _totals.Ended + 1,
                DoneBytes = _totals.DoneBytes + bytes,
                // What the plate turned out to have replaces what its row said, or did not say.
                TotalBytes = _totals.TotalBytes + bytes - (progress.Plate.Length ?? 0),
                FetchedBytes = _totals.FetchedBytes + progress.Fetched,
            };
        }
    }

    private void EndIfIdle()
    {
        if (_completed && _workers == 0)
        {
            _ended.TrySetResult(true);
        }
    }

    private sealed record QueuedPlate(FigsharePlate Plate, PlateWork Work);

    private sealed record TakenPlate(FigsharePlate Plate, PlateWork Work, PlateProgress Progress);
}
