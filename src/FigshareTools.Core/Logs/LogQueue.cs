using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Logs;

/// <summary>
/// The entries that are to be written. Adding one never waits for the disk. While many are pending, samples of the rate are
/// dropped, and nothing else: a run raises some ten events a plate, so that they fit into memory even if the disk hangs.
/// </summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
internal sealed class LogQueue : IDisposable
{
    /// <summary>The pending entries with which samples of the rate are dropped.</summary>
    public const int Capacity = 1000;

    private readonly object _lock = new();
    private readonly SemaphoreSlim _ready = new(0);
    private List<LogEntry> _pending = [];
    private bool _isCompleted;

    /// <summary>Adds an entry, unless the queue is completed or the entry is a sample for which there is no room.</summary>
    public void Add(LogEntry entry)
    {
        lock (_lock)
        {
            if (_isCompleted || (entry is LogEntry.Rate && _pending.Count >= Capacity))
            {
                return;
            }

            _pending.Add(entry);
            SignalIfFirst();
        }
    }

    /// <summary>Adds the last entry. Later ones are ignored.</summary>
    public void Complete(LogEntry last)
    {
        lock (_lock)
        {
            if (!_isCompleted)
            {
                _pending.Add(last);
                SignalIfFirst();
                _isCompleted = true;
            }
        }
    }

    /// <summary>Waits for entries and takes all of them.</summary>
    /// <returns>The entries, and whether they are the last ones.</returns>
    public async Task<LogBatch> TakeAsync(CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            var entries = _pending;
            _pending = [];
            return new LogBatch(entries, _isCompleted);
        }
    }

    public void Dispose() => _ready.Dispose();

    private void SignalIfFirst()
    {
        if (_pending.Count == 1)
        {
            _ready.Release();
        }
    }
}

/// <summary>Entries that are written together.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="IsLast">Whether no further ones follow.</param>
internal sealed record LogBatch(IReadOnlyList<LogEntry> Entries, bool IsLast);
