#if NET
using System;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>The event that a stream's caller waits for.</summary>
internal enum Md5WaitKind
{
    None,

    /// <summary>The caller may rent a buffer again; see <see cref="Md5BufferPolicy.MayContinue"/>.</summary>
    Buffer,

    /// <summary>All bytes of the stream are hashed.</summary>
    Digest,

    /// <summary>The stream leaves the batch that it is in.</summary>
    BatchEnd,
}

/// <summary>
/// The part of a stream that callers and workers share. The lock of <see cref="Md5BatchScheduler"/> protects it, with
/// one exception: while <see cref="IsInBatch"/>, the first buffer of <see cref="Queue"/> and the MD5 state are the
/// worker's.
/// </summary>
internal sealed class Md5LaneState
{
    private TaskCompletionSource? _waiter;

    /// <summary>The buffers that are not hashed yet, and the MD5 state.</summary>
    public Md5Queue Queue { get; } = new();

    /// <summary>The number of buffers that the stream has: rented, or waiting to be hashed.</summary>
    public int BufferCount { get; set; }

    /// <summary>The number of bytes that were appended since the last digest.</summary>
    public long Length { get; set; }

    /// <summary>The number of the stream's last buffer, counted over all streams.</summary>
    public long LastAppend { get; set; }

    /// <summary>Whether a worker hashes the stream now.</summary>
    public bool IsInBatch { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>The error that stopped the stream's batch; the stream cannot be used until it is reset.</summary>
    public Exception? Failure { get; set; }

    public Md5WaitKind WaitKind { get; private set; }

    /// <summary>When the wait began, as a timestamp of the scheduler's clock.</summary>
    public long WaitStart { get; private set; }

    /// <summary>Registers that the caller waits.</summary>
    /// <returns>A task that completes at the event, or when the stream is closed or fails.</returns>
    public Task StartWait(Md5WaitKind kind, long now)
    {
        WaitKind = kind;
        WaitStart = now;
        // Never run the caller's continuation on the worker's thread, inside the scheduler's lock.
        return (_waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Registers that the caller no longer waits.</summary>
    public void CancelWait() => WaitKind = Md5WaitKind.None;

    /// <summary>Lets a waiting caller continue; it checks the state again.</summary>
    public void EndWait()
    {
        WaitKind = Md5WaitKind.None;
        _waiter?.SetResult();
        _waiter = null;
    }

    /// <exception cref="ObjectDisposedException">The stream is closed.</exception>
    /// <exception cref="InvalidOperationException">An earlier buffer could not be hashed.</exception>
    public void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(IsClosed, typeof(Md5Stream));
        if (Failure is not null)
        {
            throw new InvalidOperationException($"The MD5 could not be computed: {Failure.Message}", Failure);
        }
    }
}
#endif
