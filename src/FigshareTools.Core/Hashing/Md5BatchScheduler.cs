#if NET
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>
/// Connects the callers of streams with the workers that hash them. It applies <see cref="Md5BatchPolicy"/> whenever a
/// stream changes, and holds the only lock of the hashing engine, never while hashing.
/// </summary>
internal sealed class Md5BatchScheduler(Md5Buffers buffers, Md5BatchPolicy policy, TimeProvider clock) : IDisposable
{
    private readonly object _lock = new();
    private readonly Md5LaneSet _lanes = new(buffers, clock);
    private int _waitingWorkers;
    private int _delayingWorkers;
    private bool _isDisposed;

    /// <summary>Adds a stream.</summary>
    /// <exception cref="ObjectDisposedException">The workers have ended.</exception>
    public Md5LaneState Open()
    {
        var lane = new Md5LaneState();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Md5Lanes));
            _lanes.Add(lane);
        }

        buffers.AddStream();
        return lane;
    }

    /// <summary>Counts one more buffer of the stream, if it may have one.</summary>
    /// <returns>Null if the buffer is counted; otherwise a task after which to try again.</returns>
    /// <exception cref="InvalidOperationException">The caller holds all buffers of the stream.</exception>
    public Task? TryAddBuffer(Md5LaneState lane)
    {
        lock (_lock)
        {
            lane.ThrowIfUnusable();
            if (lane.BufferCount < Md5BufferPolicy.MaximumFor(_lanes.Open.Count))
            {
                lane.BufferCount++;
                return null;
            }

            if (lane.Queue.Count == 0)
            {
                throw new InvalidOperationException("The caller already holds all buffers of the stream.");
            }

            return StartWait(lane, Md5WaitKind.Buffer);
        }
    }

    /// <summary>Counts one buffer of the stream less.</summary>
    public void RemoveBuffer(Md5LaneState lane)
    {
        lock (_lock)
        {
            lane.BufferCount--;
        }
    }

    /// <summary>Adds the first bytes of a buffer to the bytes to hash.</summary>
    /// <param name="lane">The stream.</param>
    /// <param name="buffer">One of its buffers, which belongs to the scheduler from now on.</param>
    /// <param name="count">The number of bytes, at least one.</param>
    /// <param name="own">The batch of a caller that may hash, if there is no other stream; else null.</param>
    /// <returns>Whether the stream is in the caller's batch, which the caller hashes and gives back.</returns>
    public bool Append(Md5LaneState lane, byte[] buffer, int count, Md5Batch? own)
    {
        lock (_lock)
        {
            lane.ThrowIfUnusable();
            _lanes.Append(lane, buffer, count);
            if (own is not null && _lanes.Open.Count == 1 && Advance(own).Action == Md5BatchAction.Hash)
            {
                return true;
            }

            WakeWorker();
            return false;
        }
    }

    /// <summary>Takes back the batch of a caller that has hashed its stream.</summary>
    public void TakeBack(Md5Batch own)
    {
        lock (_lock)
        {
            _lanes.TakeBack(own);
            WakeWorker();
        }
    }

    /// <summary>Takes the digest of a stream if all its bytes are hashed; else returns a task after which to try again.</summary>
    public Task? TryFinish(Md5LaneState lane, out string digest)
    {
        lock (_lock)
        {
            lane.ThrowIfUnusable();
            if (lane.Queue.Count > 0)
            {
                digest = "";
                return StartWait(lane, Md5WaitKind.Digest);
            }

            digest = lane.Queue.State.Finish(lane.Length);
            lane.Length = 0;
            return null;
        }
    }

    /// <summary>Discards the bytes of a stream and its failure, if no worker hashes it now.</summary>
    /// <returns>Null if they are discarded; otherwise a task after which to try again.</returns>
    public Task? TryReset(Md5LaneState lane)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(lane.IsClosed, typeof(Md5Stream));
            if (lane.IsInBatch)
            {
                return StartWait(lane, Md5WaitKind.BatchEnd);
            }

            _lanes.Clear(lane);
            return null;
        }
    }

    /// <summary>Registers that a caller gave up its wait.</summary>
    public void CancelWait(Md5LaneState lane)
    {
        lock (_lock)
        {
            lane.CancelWait();
        }
    }

    /// <summary>Removes a stream. If a worker hashes it now, the worker returns its buffers afterwards.</summary>
    public void Close(Md5LaneState lane)
    {
        lock (_lock)
        {
            if (lane.IsClosed)
            {
                return;
            }

            _lanes.Remove(lane);
            // The other streams no longer wait for this one.
            WakeWorker();
        }

        buffers.RemoveStream();
    }

    /// <summary>Takes back a worker's batch, empty at the first call, and waits until the policy allows a next one.</summary>
    /// <returns>False when the scheduler is disposed: the worker ends.</returns>
    public bool TakeBatch(Md5Batch batch)
    {
        lock (_lock)
        {
            while (true)
            {
                var (action, delay) = Advance(batch);
                if (_isDisposed || action == Md5BatchAction.Hash)
                {
                    return !_isDisposed;
                }

                var delaying = action == Md5BatchAction.Delay ? 1 : 0;
                _waitingWorkers++;
                _delayingWorkers += delaying;
                Monitor.Wait(_lock, delay);
                _waitingWorkers--;
                _delayingWorkers -= delaying;
            }
        }
    }

    /// <summary>Does one step of <see cref="TakeBatch"/> without waiting.</summary>
    public Md5BatchAction TryTakeBatch(Md5Batch batch)
    {
        lock (_lock)
        {
            return Advance(batch).Action;
        }
    }

    /// <summary>Ends the workers, and closes the streams that are still open.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_lanes.Open.Count > 0)
            {
                _lanes.Remove(_lanes.Open[^1]);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes a batch back, and fills it again if the policy says so.</summary>
    private (Md5BatchAction Action, TimeSpan Delay) Advance(Md5Batch batch)
    {
        Debug.Assert(Monitor.IsEntered(_lock));
        _lanes.TakeBack(batch);
        var sample = _lanes.Sample();
        var action = policy.Decide(sample);
        if (action == Md5BatchAction.Hash)
        {
            _lanes.Fill(batch, policy.Width);
        }

        // Rounded up: a wait of less than a millisecond would be none.
        var delay = Math.Ceiling((policy.DigestDelay - sample.LongestDigestWait).TotalMilliseconds);
        return (action, action == Md5BatchAction.Delay ? TimeSpan.FromMilliseconds(delay) : Timeout.InfiniteTimeSpan);
    }

    private void WakeWorker()
    {
        Debug.Assert(Monitor.IsEntered(_lock));
        if (_waitingWorkers == 0)
        {
            return;
        }

        var action = policy.Decide(_lanes.Sample());
        if (action == Md5BatchAction.Hash || (action == Md5BatchAction.Delay && _delayingWorkers == 0))
        {
            Monitor.Pulse(_lock);
        }
    }

    private Task StartWait(Md5LaneState lane, Md5WaitKind kind)
    {
        Debug.Assert(Monitor.IsEntered(_lock));
        var wait = lane.StartWait(kind, clock.GetTimestamp());
        WakeWorker();
        return wait;
    }
}
#endif
