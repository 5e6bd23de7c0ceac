using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>
/// Refuses plates that do not fit on the disk. The plates of the initial batch are considered together, so that a run that does
/// not fit is refused before its first byte. A later plate is considered together with the plates that are being downloaded.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="folder">Full path of the destination, which exists.</param>
/// <param name="ignoresExisting">Whether plates are downloaded anew although their files exist.</param>
/// <param name="clock">The clock.</param>
internal sealed class DiskSpaceGuard(IFileSystem files, string folder, bool ignoresExisting, TimeProvider clock) : IDisposable
{
    /// <summary>Rows that arrive within this time of the first one belong to the initial batch.</summary>
    public static readonly TimeSpan InitialBatchTime = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly SemaphoreSlim _admission = new(1, 1);
    private readonly Dictionary<DiskReservation, DiskNeed> _needs = [];
    private readonly TaskCompletionSource<bool> _initialBatch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private bool _isInitialBatchChecked;
    private string? _refusal;

    /// <summary>Registers a plate that is queued.</summary>
    /// <param name="path">Full path of its final name; null while the name is not known.</param>
    /// <param name="length">Its length in bytes; null while it is not known.</param>
    public DiskReservation Register(string? path, long? length)
    {
        var reservation = new DiskReservation();
        lock (_lock)
        {
            _needs.Add(reservation, new DiskNeed(path, length));
            _timer ??= clock.CreateTimer(_ => CloseInitialBatch(), null, InitialBatchTime, Timeout.InfiniteTimeSpan);
        }

        return reservation;
    }

    /// <summary>
    /// Closes the initial batch: there are no more rows, the queue is full, or the next row has taken too long.
    /// </summary>
    public void CloseInitialBatch()
    {
        _initialBatch.TrySetResult(true);
        lock (_lock)
        {
            _timer?.Dispose();
        }
    }

    /// <summary>Waits for the initial batch, and admits a plate that is about to be downloaded.</summary>
    /// <param name="reservation">The plate's reservation.</param>
    /// <param name="path">Full path of its final name.</param>
    /// <param name="length">Its length in bytes; null when not known.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="EngineException">The plate does not fit on the disk.</exception>
    public async Task AdmitAsync(
        DiskReservation reservation, string path, long? length, CancellationToken cancellationToken)
    {
        var need = new DiskNeed(path, length);
        Set(reservation, need);
        using (cancellationToken.Register(() => _initialBatch.TrySetCanceled(cancellationToken)))
        {
            await _initialBatch.Task.ConfigureAwait(false);
        }

        // One plate at a time: two plates must not both be admitted to the last free space.
        await _admission.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isInitialBatchChecked)
            {
                _isInitialBatchChecked = true;
                _refusal = FindShortage(Needs());
            }

            if ((_refusal ?? FindShortage([need, .. Needs().Where(other => other.IsAdmitted)])) is { } shortage)
            {
                throw DiskFull(shortage);
            }

            Set(reservation, need with { IsAdmitted = true });
        }
        finally
        {
            _admission.Release();
        }
    }

    /// <summary>Counts the bytes that an admitted plate's partial file occupies as no longer missing.</summary>
    public void Attach(DiskReservation reservation, Func<long> getOccupiedBytes)
    {
        lock (_lock)
        {
            _needs[reservation] = _needs[reservation] with { GetOccupiedBytes = getOccupiedBytes };
        }
    }

    /// <summary>Removes a plate that has ended.</summary>
    public void Release(DiskReservation reservation)
    {
        lock (_lock)
        {
            _needs.Remove(reservation);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }

        _admission.Dispose();
    }

    /// <summary>The failure that a full disk means.</summary>
    public static EngineException DiskFull(string cause, Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.DiskFull, cause.TrimEnd('.'),
        "make room and run this again: what is there is continued", inner);

    private List<DiskNeed> Needs()
    {
        lock (_lock)
        {
            return [.. _needs.Values];
        }
    }

    private void Set(DiskReservation reservation, DiskNeed need)
    {
        lock (_lock)
        {
            _needs[reservation] = need;
        }
    }

    /// <summary>Describes the shortage; null when the plates fit, or the system does not report the free space.</summary>
    private string? FindShortage(List<DiskNeed> needs)
    {
        // Nearly always all plates fit completely, and no file has to be looked at.
        if (files.UsableSpaceAt(folder) is not { } usable || needs.Sum(need => (decimal)(need.Length ?? 0)) <= usable)
        {
            return null;
        }

        var missing = needs.Sum(need => (decimal)need.MissingBytes(ignoresExisting));
        var subject = needs.Count == 1 ? "it needs" : $"the {needs.Count} plates of this run that are known need";
        return missing <= usable ? null : $"{subject} {missing} bytes more, and the disk has {usable} to spare";
    }
}
