using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.PartialFiles;

namespace FigshareTools.Transfer;

/// <summary>
/// Computes the MD5 of a plate while it is downloaded. Bytes that arrive in order are hashed as they pass. Once segments arrive
/// in parallel, the hasher reads back the contiguous prefix of the file, which is still in the system's memory. A plate without
/// an expected MD5 is not hashed, because there is nothing to compare with.
/// </summary>
/// <remarks>Nothing is hashed while its lock is held.</remarks>
/// <param name="md5">The hash; null to hash nothing.</param>
/// <param name="partial">The partial file.</param>
/// <param name="hashed">The number of bytes that are hashed already.</param>
/// <param name="cancellationToken">Cancels the hashing.</param>
internal sealed class PrefixHasher(
    Md5Stream? md5, PartialFile partial, long hashed, CancellationToken cancellationToken)
{
    // Smaller pieces are not worth waking the reader.
    private const int StepBytes = 1 << 20;

    private readonly object _lock = new();
    private long _hashed = hashed;
    private Task? _readBack;
    private TaskCompletionSource<bool>? _appending;
    private TaskCompletionSource<bool>? _prefixGrown;
    private bool _isComplete;

    /// <summary>Whether bytes are hashed as they pass. Else a connection uses buffers of its own.</summary>
    public bool IsInOrder
    {
        get
        {
            lock (_lock)
            {
                return md5 is not null && _readBack is null;
            }
        }
    }

    /// <summary>Rents a buffer to fill, while bytes arrive in order.</summary>
    public ValueTask<byte[]> RentAsync() => md5!.RentAsync(cancellationToken);

    /// <summary>
    /// Takes a rented buffer whose bytes have been written. Hashes them if they are the next ones, and returns the buffer. Only
    /// the primary connection calls it.
    /// </summary>
    public void Append(byte[] buffer, int count, long position)
    {
        if (!TryBeginAppend(position))
        {
            md5!.Return(buffer);
            return;
        }

        try
        {
            md5!.Append(buffer, count);
        }
        finally
        {
            EndAppend(count);
        }
    }

    /// <summary>Starts to read back the prefix, because bytes no longer arrive in order.</summary>
    public void SwitchToReadBack()
    {
        lock (_lock)
        {
            _readBack ??= md5 is null
                ? Task.CompletedTask
                : Task.Run(() => ReadBackAsync(md5, _appending?.Task), CancellationToken.None);
        }
    }

    /// <summary>Wakes the reader if the contiguous prefix has grown enough.</summary>
    public void NotifyWritten()
    {
        lock (_lock)
        {
            if (_prefixGrown is not null && partial.ContiguousLength - _hashed >= StepBytes)
            {
                _prefixGrown.TrySetResult(true);
                _prefixGrown = null;
            }
        }
    }

    /// <summary>Waits until all bytes on disk are hashed. No more bytes may arrive.</summary>
    public Task CompleteAsync()
    {
        lock (_lock)
        {
            _isComplete = true;
            _prefixGrown?.TrySetResult(true);
            _prefixGrown = null;
            return _readBack ?? Task.CompletedTask;
        }
    }

    private bool TryBeginAppend(long position)
    {
        lock (_lock)
        {
            if (_readBack is not null || position != _hashed)
            {
                return false;
            }

            _appending = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    private void EndAppend(int count)
    {
        lock (_lock)
        {
            _hashed += count;
            _appending!.SetResult(true);
            _appending = null;
        }
    }

    /// <param name="md5">The hash.</param>
    /// <param name="appending">Completes when the last buffer that arrived in order is appended; null when none is.</param>
    private async Task ReadBackAsync(Md5Stream md5, Task? appending)
    {
        if (appending is not null)
        {
            await appending.ConfigureAwait(false);
        }

        while (true)
        {
            var buffer = await md5.RentAsync(cancellationToken).ConfigureAwait(false);
            // The order matters: if the length were read first, the last bytes could be missed.
            var isComplete = IsComplete();
            var available = partial.ContiguousLength - _hashed;
            if (available < StepBytes && !isComplete)
            {
                md5.Return(buffer);
                await WaitForPrefixAsync().ConfigureAwait(false);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(buffer.Length, available);
            var count = wanted == 0 ? 0 : partial.Read(buffer, wanted, _hashed);
            md5.Append(buffer, count, mayHash: true);
            AddHashed(count);
            if (count == 0)
            {
                return;
            }
        }
    }

    private void AddHashed(int count)
    {
        lock (_lock)
        {
            _hashed += count;
        }
    }

    private bool IsComplete()
    {
        lock (_lock)
        {
            return _isComplete;
        }
    }

    private Task WaitForPrefixAsync()
    {
        lock (_lock)
        {
            if (_isComplete || partial.ContiguousLength - _hashed >= StepBytes)
            {
                return Task.CompletedTask;
            }

            _prefixGrown = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _prefixGrown.Task;
        }
    }
}
