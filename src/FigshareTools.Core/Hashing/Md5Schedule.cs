#if NET
using System;
using System.Collections.Generic;

namespace FigshareTools.Hashing;

/// <summary>
/// Who is hashed with whom, and when. There is no thread for it: the caller that completes a round hashes it, or the
/// one that can go on no other way.
/// </summary>
/// <param name="buffers">Where buffers come from.</param>
/// <param name="width">The most streams of a round.</param>
/// <param name="givesWay">Whether who would hash with few others lets those run first who can.</param>
internal sealed class Md5Schedule(Md5Buffers buffers, int width, bool givesWay)
{
    private readonly List<Md5LaneStream> _open = [];
    private readonly Stack<Md5Round> _rounds = new();

    // Those that have something to hash and are in no round, in the order in which they came.
    private readonly List<Md5LaneStream> _ready = [];

    /// <summary>Guards this and what the streams share with rounds; held for moments, never while hashing.</summary>
    public object Gate { get; } = new();

    /// <summary>Whether it is of use to let others run first; to be called with the gate held.</summary>
    public bool GivesWay => givesWay && !IsComplete();

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
    /// Whether a round is to begin at once: it would be full, or has everybody. Else whoever needs a buffer or a digest begins
    /// it, so nobody waits for one that brings nothing. To be called with the gate held.
    /// </summary>
    public bool IsComplete() => _ready.Count >= Math.Min(width, _open.Count);

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

        return round;
    }

    /// <summary>Takes back a round that is over, for another; to be called with the gate held.</summary>
    public void End(Md5Round round) => _rounds.Push(round);
}
#endif
