using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// A run over any number of plates: a bounded queue and up to <see cref="SaveOptions.ThrottleLimit"/> workers, which exist
/// only while there is work. Plates are added and watched from one thread; what happens is told from the workers' threads.
/// </summary>
public sealed class SaveRun : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<FigsharePlate> _queue = new();
    private readonly SortedDictionary<int, PlateProgress> _inFlight = [];
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SaveOptions _options;
    private readonly Action<PlateEvent> _tell;
    private readonly FigshareHttp _http;
    private readonly PlateCourse _course;
    private readonly int _capacity;
    private int _workers;
    private bool _completed;
    private RunProgress _totals = new(0, 0, 0, 0, 0, []);

    /// <summary>Makes a run; it begins with the first plate.</summary>
    /// <param name="options">How plates are saved.</param>
    /// <param name="tell">Told of results, failures and decisions, from any thread.</param>
    public SaveRun(SaveOptions options, Action<PlateEvent> tell)
        : this(options, tell, ApiPace.Shared)
    {
    }

    internal SaveRun(SaveOptions options, Action<PlateEvent> tell, ApiPace pace)
    {
        _options = options;
        _tell = tell;
        // Enough that no worker waits for the thread that adds, and no more: rows may come by the million.
        _capacity = Math.Max(16, 2 * options.ThrottleLimit);
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock);
        _course = new PlateCourse(options, _http, pace);
    }

    /// <summary>Ends when <see cref="Complete"/> or <see cref="Cancel"/> was called and no worker is left.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Queues a plate; false when the queue is full.</summary>
    public bool TryAdd(FigsharePlate plate)
    {
        lock (_gate)
        {
            if (_queue.Count >= _capacity)
            {
                return false;
            }

            _totals = _totals with { Plates = _totals.Plates + 1, TotalBytes = _totals.TotalBytes + (plate.Length ?? 0) };
            _queue.Enqueue(plate);
            if (_workers < _options.ThrottleLimit)
            {
                _workers++;
                _ = Task.Run(WorkAsync);
            }

            return true;
        }
    }

    /// <summary>Says that no more plates come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            EndIfIdle();
        }
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
            var progress = _totals with { InFlight = [.. _inFlight.Values] };
            foreach (var plate in progress.InFlight)
            {
                progress = progress with
                {
                    DoneBytes = progress.DoneBytes + (plate.Activity == PlateActivity.Fetching ? plate.Done : 0),
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
        _http.Dispose();
        _cancellation.Dispose();
    }

    private async Task WorkAsync()
    {
        while (Take() is { } work)
        {
            var (plate, progress) = work;
            long saved = 0;
            try
            {
                var result = await _course.RunAsync(
                    plate, progress, text => _tell(new PlateEvent.Note($"{plate}: {text}")),
                    text => _tell(new PlateEvent.Warning($"{plate}: {text}")), _cancellation.Token)
                    .ConfigureAwait(false);
                saved = result.Length;
                _tell(new PlateEvent.Saved(result));
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
                Leave(progress, saved);
            }
        }
    }

    private (FigsharePlate Plate, PlateProgress Progress)? Take()
    {
        lock (_gate)
        {
            if (_queue.Count == 0)
            {
                _workers--;
                EndIfIdle();
                return null;
            }

            var plate = _queue.Dequeue();
            var slot = Enumerable.Range(0, int.MaxValue).First(i => !_inFlight.ContainsKey(i));
            var progress = new PlateProgress(plate, slot);
            _inFlight.Add(slot, progress);
            return (plate, progress);
        }
    }

    private void Leave(PlateProgress progress, long saved)
    {
        lock (_gate)
        {
            _inFlight.Remove(progress.Slot);
            _totals = _totals with
            {
                Ended = _totals.Ended + 1,
                DoneBytes = _totals.DoneBytes + saved,
                // What the plate turned out to have replaces what its row said, or did not say.
                TotalBytes = _totals.TotalBytes + saved - (progress.Plate.Length ?? 0),
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
}

/// <summary>How far a run is, at one moment.</summary>
/// <param name="Plates">Plates added so far.</param>
/// <param name="Ended">Plates that are on disk or have failed.</param>
/// <param name="DoneBytes">Bytes on disk, those of plates in flight included.</param>
/// <param name="TotalBytes">Bytes of all plates whose length is known.</param>
/// <param name="FetchedBytes">Bytes that came over the network.</param>
/// <param name="InFlight">The plates being worked on, by slot.</param>
public sealed record RunProgress(
    long Plates, long Ended, long DoneBytes, long TotalBytes, long FetchedBytes, IReadOnlyList<PlateProgress> InFlight);
