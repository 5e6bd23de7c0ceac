using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Torture.Saving;

/// <summary>The events of a run. A run may be asked for them only after it has ended.</summary>
internal sealed class PlateOutcomes : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _raised = new(0);
    private readonly List<PlateResult> _results = [];
    private readonly List<PlateEvent.Failed> _failures = [];

    public IReadOnlyList<PlateResult> Results => Copy(_results);

    public IReadOnlyList<PlateEvent.Failed> Failures => Copy(_failures);

    /// <summary>Receives an event, on any thread.</summary>
    public void Add(PlateEvent plateEvent)
    {
        lock (_lock)
        {
            if (plateEvent is PlateEvent.Completed completed)
            {
                _results.Add((PlateResult)completed.Result);
            }
            else if (plateEvent is PlateEvent.Failed failed)
            {
                _failures.Add(failed);
            }
            else
            {
                return;
            }
        }

        _raised.Release();
    }

    /// <summary>Waits for the next outcome.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _raised.WaitAsync(cancellationToken);

    public IReadOnlyList<PlateResult> ResultsOf(long fileId) => [.. Results.Where(result => result.FileId == fileId)];

    public IReadOnlyList<PlateEvent.Failed> FailuresOf(long fileId) =>
        [.. Failures.Where(failure => failure.Plate.FileId == fileId)];

    public void Dispose() => _raised.Dispose();

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
