using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Threading;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>A pool that counts, and that spoils what is given back: who still reads it gets a wrong digest.</summary>
/// <param name="mostBytes">Gives no larger buffers, whatever is asked for.</param>
internal sealed class CountingPool(int mostBytes = int.MaxValue) : ArrayPool<byte>
{
    private readonly ConcurrentStack<byte[]> _free = new();
    private int _outstanding;
    private int _most;

    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>The most buffers that were out at once.</summary>
    public int Most => Volatile.Read(ref _most);

    /// <summary>Called with each buffer that comes back, before it does.</summary>
    public Action<byte[]>? Returning { get; set; }

    public override byte[] Rent(int minimumLength)
    {
        var outstanding = Interlocked.Increment(ref _outstanding);
        for (var most = Most; outstanding > most; most = Most)
        {
            Interlocked.CompareExchange(ref _most, outstanding, most);
        }

        var length = Math.Min(minimumLength, mostBytes);
        return _free.TryPop(out var buffer) && buffer.Length == length ? buffer : new byte[length];
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        Returning?.Invoke(array);
        array.AsSpan(0, Math.Min(array.Length, 64)).Fill(0xEE);
        Assert.True(Interlocked.Decrement(ref _outstanding) >= 0);
        _free.Push(array);
    }
}
