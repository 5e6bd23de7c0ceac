using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>
/// A pool that counts its buffers, and overwrites the beginning of each returned buffer: a reader that still uses the
/// buffer computes a wrong digest.
/// </summary>
/// <param name="maxBytes">The size of the largest buffer that the pool provides, whatever the caller asks for.</param>
internal sealed class CountingPool(int maxBytes = int.MaxValue) : ArrayPool<byte>
{
    private readonly ConcurrentStack<byte[]> _free = new();
    private readonly object _lock = new();
    private TaskCompletionSource? _allReturned;
    private int _rented;

    /// <summary>The number of buffers that are rented now.</summary>
    public int Rented
    {
        get
        {
            lock (_lock)
            {
                return _rented;
            }
        }
    }

    /// <summary>The most buffers that were rented at once.</summary>
    public int MaxRented { get; private set; }

    /// <summary>Called with each buffer before it is returned.</summary>
    public Action<byte[]>? Returning { get; set; }

    /// <summary>Completes when no buffer is rented.</summary>
    public Task WaitForAllReturnedAsync()
    {
        lock (_lock)
        {
            _allReturned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            CompleteIfAllReturned();
            return _allReturned?.Task ?? Task.CompletedTask;
        }
    }

    public override byte[] Rent(int minimumLength)
    {
        lock (_lock)
        {
            MaxRented = Math.Max(MaxRented, ++_rented);
        }

        var length = Math.Min(minimumLength, maxBytes);
        return _free.TryPop(out var buffer) && buffer.Length == length ? buffer : new byte[length];
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        Returning?.Invoke(array);
        array.AsSpan(0, Math.Min(array.Length, 64)).Fill(0xEE);
        _free.Push(array);
        lock (_lock)
        {
            _rented--;
            Assert.True(_rented >= 0);
            CompleteIfAllReturned();
        }
    }

    private void CompleteIfAllReturned()
    {
        if (_rented == 0)
        {
            _allReturned?.SetResult();
            _allReturned = null;
        }
    }
}
