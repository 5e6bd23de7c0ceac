using System;
using System.Buffers;

namespace FigshareTools.Hashing;

/// <summary>
/// Hashes many streams at once, each in a lane of the machine's vector registers. There is one for a run: the more
/// streams meet, the fuller the lanes are.
/// </summary>
internal sealed class Md5Lanes
{
    /// <summary>Bytes of a buffer, while there are not very many streams.</summary>
    public const int BufferBytes = 1 << 18;

    private const int MostBuffers = 96;

    private readonly Md5Buffers _buffers;

#if NET
    private readonly Md5Schedule? _schedule;

    /// <param name="pool">Where buffers come from.</param>
    public Md5Lanes(ArrayPool<byte> pool)
        : this(pool, Md5Kernels.Widest, TimeProvider.System)
    {
    }

    /// <param name="pool">Where buffers come from.</param>
    /// <param name="width">The lanes of the widest kernel to use; 1 for the library's MD5.</param>
    /// <param name="clock">By which who would hash with few others waits for more; null: nobody waits.</param>
    public Md5Lanes(ArrayPool<byte> pool, int width, TimeProvider? clock)
    {
        _buffers = new Md5Buffers(pool);
        _schedule = width > 1 ? new Md5Schedule(_buffers, width, clock) : null;
    }
#else
    /// <param name="pool">Where buffers come from.</param>
    public Md5Lanes(ArrayPool<byte> pool) => _buffers = new Md5Buffers(pool);
#endif

    /// <summary>Buffers of a run. They go when it goes; the shared pool would keep some for every thread.</summary>
    public static ArrayPool<byte> NewBuffers() => ArrayPool<byte>.Create(1 << 20, MostBuffers);

    public Md5Stream Open()
    {
#if NET
        if (_schedule is not null)
        {
            return new Md5LaneStream(_schedule, _buffers);
        }
#endif
        return new Md5LibraryStream(_buffers);
    }
}
