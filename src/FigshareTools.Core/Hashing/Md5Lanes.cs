using System.Buffers;

namespace FigshareTools.Hashing;

/// <summary>
/// Hashes many streams at once, each in a lane of the machine's vector registers. There is one for the process: the
/// more streams meet, the fuller the lanes are.
/// </summary>
internal sealed class Md5Lanes
{
    private readonly Md5Buffers _buffers;

#if NET
    private readonly Md5Schedule? _schedule;

    /// <param name="pool">Where buffers come from.</param>
    public Md5Lanes(ArrayPool<byte> pool)
        : this(pool, Md5Kernels.Widest, givesWay: true)
    {
    }

    /// <param name="pool">Where buffers come from.</param>
    /// <param name="width">The lanes of the widest kernel to use; 1 for the library's MD5.</param>
    /// <param name="givesWay">Whether who would hash with few others lets those run first who can.</param>
    public Md5Lanes(ArrayPool<byte> pool, int width, bool givesWay)
    {
        _buffers = new Md5Buffers(pool);
        _schedule = width > 1 ? new Md5Schedule(_buffers, width, givesWay) : null;
    }
#else
    /// <param name="pool">Where buffers come from.</param>
    public Md5Lanes(ArrayPool<byte> pool) => _buffers = new Md5Buffers(pool);
#endif

    public Md5Lanes()
        : this(ArrayPool<byte>.Shared)
    {
    }

    public static Md5Lanes Shared { get; } = new();

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
