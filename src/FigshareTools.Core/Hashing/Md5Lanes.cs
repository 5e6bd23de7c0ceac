using System;
using System.Buffers;

namespace FigshareTools.Hashing;

/// <summary>
/// Hashes the streams of one run, each in a lane of the machine's vector registers. A run has one instance, because the
/// lanes are the fuller the more streams share them. Dispose it at the end of the run: it has threads.
/// </summary>
internal sealed class Md5Lanes : IDisposable
{
    /// <summary>The size of a buffer in bytes, while not very many streams are open.</summary>
    public const int BufferBytes = 1 << 18;

    private const int MaxPooledBuffers = 96;

    private readonly Md5Buffers _buffers;

#if NET
    private readonly Md5BatchScheduler? _scheduler;
    private readonly Md5Workers? _workers;
#endif

    /// <summary>Creates the lanes; threads start with the first stream.</summary>
    /// <param name="pool">Provides the buffers.</param>
    public Md5Lanes(ArrayPool<byte> pool)
    {
        _buffers = new Md5Buffers(pool);
#if NET
        if (Md5Kernels.SupportedLanes > 1)
        {
            var policy = new Md5BatchPolicy(Md5Kernels.SupportedLanes, Md5BatchPolicy.DefaultDigestDelay);
            _scheduler = new Md5BatchScheduler(_buffers, policy, TimeProvider.System);
            _workers = new Md5Workers(_scheduler, _buffers, Md5Workers.DefaultCount);
        }
#endif
    }

    /// <summary>
    /// Creates a pool for the buffers of one run. It is collected with the run, whereas the shared pool would keep some
    /// buffers for every thread.
    /// </summary>
    public static ArrayPool<byte> NewBuffers() => ArrayPool<byte>.Create(1 << 20, MaxPooledBuffers);

    /// <summary>Opens a stream.</summary>
    /// <exception cref="ObjectDisposedException">The lanes are disposed.</exception>
    public Md5Stream Open()
    {
#if NET
        if (_scheduler is not null && _workers is not null)
        {
            var stream = new Md5LaneStream(_scheduler, _buffers);
            _workers.Start();
            return stream;
        }
#endif
        return new Md5ScalarStream(_buffers);
    }

    /// <summary>Ends the threads and closes the streams that are still open.</summary>
    public void Dispose()
    {
#if NET
        _workers?.Dispose();
#endif
    }
}
