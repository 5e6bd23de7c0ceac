#if NET
using System;

namespace FigshareTools.Hashing;

/// <summary>Hashes what was waiting in some streams when it began; one thread's from beginning to end.</summary>
internal sealed class Md5Round(Md5Schedule schedule, Md5Buffers buffers)
{
    private readonly Md5LaneStream[] _streams = new Md5LaneStream[Md5Kernels.MostLanes];
    private readonly Md5Lane[] _lanes = new Md5Lane[Md5Kernels.MostLanes];
    private readonly uint[] _state = new uint[4 * Md5Kernels.MostLanes];

    /// <summary>How many streams it has.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a stream in; to be called with the schedule's gate held.</summary>
    public void Add(Md5LaneStream stream)
    {
        stream.EnterRound();
        _streams[Count++] = stream;
    }

    /// <summary>
    /// Hashes until the caller can go on and more than half of the lanes have run dry: what is left is hashed together
    /// with what comes. Then the round is over. As long as a caller needs the last of its own hashed, others that become
    /// ready take the places of those that have run dry; one that has more to bring is not kept for them.
    /// </summary>
    /// <param name="own">The caller's stream.</param>
    /// <param name="leave">How many buffers of its own stream may be left when the caller goes on.</param>
    /// <param name="bearsFew">Whether the caller bears to be left when there are few: it waits for another round.</param>
    public void Run(Md5LaneStream own, int leave, bool bearsFew)
    {
        var few = Few;
        try
        {
            Drop();
            while (Count > 0)
            {
                HashCommon();
                Drop();
                if (leave == 0 && own.Taken > 0)
                {
                    Refill();
                    few = Math.Max(few, Few);
                }

                if (Count <= few && (bearsFew || own.Taken <= leave))
                {
                    break;
                }
            }
        }
        finally
        {
            End();
        }
    }

    private int Few => Math.Max(1, Count / 2);

    private void Refill()
    {
        lock (schedule.Gate)
        {
            schedule.Fill(this);
        }

        Drop();
    }

    /// <summary>Lets go the streams that have no whole block left.</summary>
    private void Drop()
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            while (!_streams[i].Queue.FindBlocks())
            {
                buffers.Return(_streams[i].Queue.Front);
                bool left;
                lock (schedule.Gate)
                {
                    left = _streams[i].RemoveFront();
                }

                if (left)
                {
                    _streams[i] = _streams[--Count];
                    break;
                }
            }
        }
    }

    /// <summary>Hashes in all streams as many blocks as the one has that has the fewest.</summary>
    private void HashCommon()
    {
        var width = Md5Kernels.LanesFor(Count);
        var blocks = int.MaxValue;
        for (var lane = 0; lane < width; lane++)
        {
            // Lanes that nobody needs do what the first does.
            var queue = _streams[lane < Count ? lane : 0].Queue;
            _lanes[lane] = queue.Lane;
            blocks = Math.Min(blocks, queue.Blocks);
            for (var word = 0; word < 4; word++)
            {
                _state[(word * width) + lane] = queue.State.Words[word];
            }
        }

        Md5Kernels.Run(width, _state, _lanes, blocks);
        for (var lane = 0; lane < Count; lane++)
        {
            var queue = _streams[lane].Queue;
            for (var word = 0; word < 4; word++)
            {
                queue.State.Words[word] = _state[(word * width) + lane];
            }

            queue.Advance(blocks);
        }
    }

    private void End()
    {
        lock (schedule.Gate)
        {
            for (var i = 0; i < Count; i++)
            {
                _streams[i].LeaveRound();
            }

            Count = 0;
            // What is kept for another round keeps nothing else alive.
            Array.Clear(_streams);
            Array.Clear(_lanes);
            schedule.End(this);
        }
    }
}
#endif
