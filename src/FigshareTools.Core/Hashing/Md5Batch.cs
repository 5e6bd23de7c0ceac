#if NET
using System;

namespace FigshareTools.Hashing;

/// <summary>
/// The streams that a worker hashes in one joint pass. The worker uses it without the scheduler's lock, except while
/// the scheduler fills it or takes it back.
/// </summary>
internal sealed class Md5Batch(Md5Buffers buffers)
{
    private readonly Md5LaneState[] _streams = new Md5LaneState[Md5Kernels.MaxLanes];
    private readonly bool[] _isFrontHashed = new bool[Md5Kernels.MaxLanes];

    // The streams that have whole blocks in their first buffer, by their index in the batch.
    private readonly int[] _hashed = new int[Md5Kernels.MaxLanes];
    private readonly Md5Lane[] _lanes = new Md5Lane[Md5Kernels.MaxLanes];
    private readonly uint[] _state = new uint[4 * Md5Kernels.MaxLanes];

    /// <summary>The number of streams.</summary>
    public int Count { get; private set; }

    /// <summary>The error that stopped the last pass.</summary>
    public Exception? Failure { get; private set; }

    public Md5LaneState this[int index] => _streams[index];

    /// <summary>Whether the stream's first buffer is hashed to its end and returned to the pool.</summary>
    public bool IsFrontHashed(int index) => _isFrontHashed[index];

    public void Add(Md5LaneState stream)
    {
        _isFrontHashed[Count] = false;
        _streams[Count++] = stream;
    }

    /// <summary>Removes all streams, so that a waiting worker keeps no buffers alive.</summary>
    public void Clear()
    {
        Count = 0;
        Failure = null;
        Array.Clear(_streams);
        Array.Clear(_lanes);
    }

    /// <summary>Hashes the first buffers of all streams as far as the shortest of them reaches.</summary>
    public void Hash()
    {
        try
        {
            var count = FindBlocks();
            if (count > 0)
            {
                HashBlocks(count);
            }
        }
        catch (Exception e)
        {
            Failure = e;
        }
    }

    private int FindBlocks()
    {
        var count = 0;
        for (var i = 0; i < Count; i++)
        {
            if (TryFindBlocks(i))
            {
                _hashed[count++] = i;
            }
        }

        return count;
    }

    private void HashBlocks(int count)
    {
        var width = Md5Kernels.LanesFor(count);
        var blocks = int.MaxValue;
        for (var lane = 0; lane < width; lane++)
        {
            // A lane without a stream repeats the first lane.
            var queue = _streams[_hashed[lane < count ? lane : 0]].Queue;
            _lanes[lane] = queue.Lane;
            blocks = Math.Min(blocks, queue.Blocks);
            for (var word = 0; word < 4; word++)
            {
                _state[(word * width) + lane] = queue.State.Words[word];
            }
        }

        Md5Kernels.Run(width, _state, _lanes, blocks);
        for (var lane = 0; lane < count; lane++)
        {
            var queue = _streams[_hashed[lane]].Queue;
            for (var word = 0; word < 4; word++)
            {
                queue.State.Words[word] = _state[(word * width) + lane];
            }

            queue.Advance(blocks);
            TryFindBlocks(_hashed[lane]);
        }
    }

    /// <summary>
    /// Finds whole blocks in the stream's first buffer; returns the buffer to the pool if none are left.
    /// </summary>
    private bool TryFindBlocks(int index)
    {
        var queue = _streams[index].Queue;
        if (queue.TryFindBlocks())
        {
            return true;
        }

        buffers.Return(queue.Front);
        _isFrontHashed[index] = true;
        return false;
    }
}
#endif
