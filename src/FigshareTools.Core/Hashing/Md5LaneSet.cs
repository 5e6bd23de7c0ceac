#if NET
using System;
using System.Collections.Generic;

namespace FigshareTools.Hashing;

/// <summary>
/// The open streams and the order in which they are hashed. It is not safe for several threads: the lock of
/// <see cref="Md5BatchScheduler"/> protects it.
/// </summary>
internal sealed class Md5LaneSet(Md5Buffers buffers, TimeProvider clock)
{
    // A stream that appended nothing while the others appended this many buffers each is that much slower, and batches
    // do not wait for it.
    private const int MaxAppendsOfOthers = 4;

    private readonly List<Md5LaneState> _open = [];

    // The ready streams in the order in which they became ready.
    private readonly List<Md5LaneState> _ready = [];

    private long _appends;
    private int _activeBatches;

    public IReadOnlyList<Md5LaneState> Open => _open;

    public void Add(Md5LaneState lane)
    {
        lane.LastAppend = _appends;
        _open.Add(lane);
    }

    /// <summary>Removes a stream; a worker that hashes it now clears it afterwards.</summary>
    public void Remove(Md5LaneState lane)
    {
        lane.IsClosed = true;
        _open.Remove(lane);
        if (!lane.IsInBatch)
        {
            Clear(lane);
        }

        lane.EndWait();
    }

    public void Append(Md5LaneState lane, byte[] buffer, int count)
    {
        lane.Length += count;
        lane.LastAppend = ++_appends;
        lane.Queue.Add(buffer, count);
        if (!lane.IsInBatch && lane.Queue.Count == 1)
        {
            _ready.Add(lane);
        }
    }

    /// <summary>Discards the bytes of a stream that is in no batch, and returns its buffers.</summary>
    public void Clear(Md5LaneState lane)
    {
        _ready.Remove(lane);
        lane.Failure = null;
        lane.Length = 0;
        lane.Queue.State.Reset();
        while (lane.Queue.Count > 0)
        {
            var buffer = lane.Queue.Front;
            RemoveFront(lane);
            buffers.Return(buffer);
        }
    }

    /// <summary>Collects the facts for the policy.</summary>
    public Md5BatchSample Sample()
    {
        var contributors = 0;
        var bufferWaiters = 0;
        var digestWaiters = 0;
        var firstWait = long.MaxValue;
        var since = _appends - (MaxAppendsOfOthers * _open.Count);
        foreach (var lane in _open)
        {
            if (lane.IsInBatch)
            {
                continue;
            }

            var isReady = lane.Queue.Count > 0 && lane.Failure is null;
            contributors += isReady || lane.LastAppend >= since ? 1 : 0;
            if (isReady && lane.WaitKind == Md5WaitKind.Buffer)
            {
                bufferWaiters++;
            }
            else if (isReady && lane.WaitKind == Md5WaitKind.Digest)
            {
                digestWaiters++;
                firstWait = Math.Min(firstWait, lane.WaitStart);
            }
        }

        var wait = digestWaiters == 0 ? TimeSpan.Zero : clock.GetElapsedTime(firstWait);
        return new Md5BatchSample(
            _ready.Count, contributors, bufferWaiters, digestWaiters, wait, _activeBatches);
    }

    /// <summary>Moves ready streams into an empty batch, up to a number of streams.</summary>
    public void Fill(Md5Batch batch, int width)
    {
        var count = Math.Min(width, _ready.Count);
        for (var i = 0; i < count; i++)
        {
            _ready[i].IsInBatch = true;
            batch.Add(_ready[i]);
        }

        _ready.RemoveRange(0, count);
        _activeBatches++;
    }

    /// <summary>
    /// Takes the streams back from a batch after a pass and empties the batch. A stream whose buffer is not hashed to
    /// its end is hashed again first; a stream with further buffers waits behind the others.
    /// </summary>
    public void TakeBack(Md5Batch batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _activeBatches--;
        var unfinished = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var lane = batch[i];
            lane.IsInBatch = false;
            var isFrontHashed = batch.IsFrontHashed(i);
            if (isFrontHashed)
            {
                RemoveFront(lane);
            }

            if (lane.IsClosed || lane.WaitKind == Md5WaitKind.BatchEnd)
            {
                Clear(lane);
            }
            else if (batch.Failure is not null)
            {
                lane.Failure = batch.Failure;
            }
            else if (lane.Queue.Count > 0)
            {
                _ready.Insert(isFrontHashed ? _ready.Count : unfinished++, lane);
            }

            if (HasEvent(lane, isFrontHashed))
            {
                lane.EndWait();
            }
        }

        batch.Clear();
    }

    /// <summary>Whether the event that the caller waits for has happened.</summary>
    private bool HasEvent(Md5LaneState lane, bool isFrontHashed) => lane.WaitKind switch
    {
        Md5WaitKind.None => false,
        Md5WaitKind.Buffer => lane.Failure is not null
            || (isFrontHashed && Md5BufferPolicy.MayContinue(lane.BufferCount, lane.Queue.Count, _open.Count)),
        Md5WaitKind.Digest => lane.Queue.Count == 0 || lane.Failure is not null,
        _ => true,
    };

    private static void RemoveFront(Md5LaneState lane)
    {
        lane.Queue.RemoveFront();
        lane.BufferCount--;
    }
}
#endif
