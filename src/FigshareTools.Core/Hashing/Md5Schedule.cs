#if NET
using System.Collections.Generic;

namespace FigshareTools.Hashing;

/// <summary>
/// Who is hashed with whom, and when. There is no thread for it: the caller that completes a round hashes it, or the
/// one that can go on no other way.
/// </summary>
/// <param name="buffers">Where buffers come from.</param>
/// <param name="width">The most streams of a round.</param>
internal sealed class Md5Schedule(Md5Buffers buffers, int width)
{
    private readonly List<Md5LaneStream> _open = [];
    private readonly Stack<Md5Round> _rounds = new();

    // Those that have something to hash and are in no round, in the order in which they came.
    private readonly List<Md5LaneStream> _ready = [];

    /// <summary>Guards this and what the streams share with rounds; held for moments, never while hashing.</summary>
    public object Gate { get; } = new();

    /// <summary>Whether there are more streams than one; to be called with the gate held.</summary>
    public bool HasOthers => _open.Count > 1;

    public void Enter(Md5LaneStream stream)
    {
        lock (Gate)
        {
            _open.Add(stream);
        }
    }

    /// <summary>Takes a stream out of all lists; to be called with the gate held.</summary>
    public void Leave(Md5LaneStream stream)
    {
        _open.Remove(stream);
        _ready.Remove(stream);
    }

    /// <summary>A stream that is in no round has something to hash; to be called with the gate held.</summary>
    public void Enqueue(Md5LaneStream stream) => _ready.Add(stream);

    /// <summary>A stream has nothing to hash any more; to be called with the gate held.</summary>
    public void Dequeue(Md5LaneStream stream) => _ready.Remove(stream);

    /// <summary>
    /// Whether a round is to begin: it would be full, or there is nobody worth waiting for; to be called with the gate
    /// held.
    /// </summary>
    public bool IsComplete()
    {
        if (_ready.Count >= width)
        {
            return true;
        }

        foreach (var stream in _open)
        {
            if (stream.Expected && !stream.Ready)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Begins a round of a stream that is ready, and of others; to be called with the gate held.</summary>
    public Md5Round Begin(Md5LaneStream own)
    {
        var round = _rounds.TryPop(out var used) ? used : new Md5Round(this, buffers);
        _ready.Remove(own);
        round.Add(own);
        var others = 0;
        for (; others < _ready.Count && others < width - 1; others++)
        {
            round.Add(_ready[others]);
        }

        _ready.RemoveRange(0, others);

        // Who misses a round is not waited for again before it has appended: who stalls holds nobody up.
        foreach (var stream in _open)
        {
            stream.Expected &= stream.Ready || stream.Hashing;
        }

        return round;
    }

    /// <summary>Takes back a round that is over, for another; to be called with the gate held.</summary>
    public void End(Md5Round round) => _rounds.Push(round);
}
#endif
