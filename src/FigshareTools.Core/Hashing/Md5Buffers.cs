using System.Buffers;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// Provides the buffers of all streams. They are smaller when many streams are open, to limit memory.
/// </summary>
internal sealed class Md5Buffers(ArrayPool<byte> pool)
{
    private const int FewStreams = 16;
    private const int SmallBytes = 1 << 17;

    private int _streams;

    public void AddStream() => Interlocked.Increment(ref _streams);

    public void RemoveStream() => Interlocked.Decrement(ref _streams);

    public byte[] Rent() => pool.Rent(Volatile.Read(ref _streams) <= FewStreams ? Md5Lanes.BufferBytes : SmallBytes);

    public void Return(byte[] buffer) => pool.Return(buffer);
}
