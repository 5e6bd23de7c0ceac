#if NET
using System;
using System.Collections.Generic;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// Who is hashed with whom, and when. There is no thread for it: the caller that completes a round hashes it, or the
/// one that can go on no other way.
/// </summary>
/// <param name="buffers">Where buffers come from.</param>
/// <param name="width">The most streams of a round.</param>
/// <param name="clock">By which who would hash with few others waits for more; null: nobody waits.</param>
internal sealed class Md5Schedule(Md5Buffers buffers, int width, TimeProvider? clock)
{
    // So coarse a timer, or so busy a machine, makes waiting cost more than it brings.
    private static readonly TimeSpan s_tooLate = TimeSpan.FromMilliseconds(6);

    private const int MostHaste = 64;

    // Who brought nothing while the others brought so many buffers each is slower by so much, and is not waited for.
    private const int MostAppendsWithout = 4;

    private readonly List<Md5LaneStream> _open = [];
    private readonly Stack<Md5Round> _rounds = new();

    // Those that have something to hash and are in no round, in the order in which they came.
    private readonly List<Md5LaneStream> _ready = [];

    /// <summary>Guards this and what the streams share with rounds; held for moments, never while hashing.</summary>
    public object Gate { get; } = new();

    // Rounds that begin without waiting, after a wait in vain: as many as then, and those that are left.
    private int _haste;
    private int _hasteLeft;

    private long _appends;

    /// <summary>How many have something to hash and are in no round; to be called with the gate held.</summary>
    public int Ready => _ready.Count;

    /// <summary>Whether anybody waits now, if it is of use; to be called with the gate held.</summary>
    public bool HasPatience => clock is not null && _hasteLeft == 0;

    /// <summary>
    /// Whether it is of use to wait for others before a round begins with few. To be called with the gate held.
    /// </summary>
    public bool Waits => HasPatience && !IsComplete();

    /// <summary>Takes in a stream; tells how many buffers were brought until now.</summary>
    public long Enter(Md5LaneStream stream)
    {
        lock (Gate)
        {
            _open.Add(stream);
            return _appends;
        }
    }

    /// <summary>Counts a buffer that was brought; to be called with the gate held.</summary>
    public long CountAppend() => ++_appends;

    /// <summary>A timer that is not started; what it does is done with the gate held. Only where there is a clock.</summary>
    public ITimer NewTimer(Action callback) =>
        clock!.CreateTimer(
            _ =>
            {
                lock (Gate)
                {
                    callback();
                }
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>When it is now. Only where there is a clock.</summary>
    public long Now => clock!.GetTimestamp();

    /// <summary>
    /// A wait is over. Was it in vain, the next rounds begin without, twice as many each time: where the others are slow, or
    /// the system's timers (those of Windows may take 16 ms), a stream loses little. To be called with the gate held.
    /// </summary>
    /// <param name="before">How many were ready when it began.</param>
    /// <param name="since">When it began.</param>
    /// <param name="time">How long it was to be.</param>
    /// <param name="joined">Whether somebody else's round took the stream.</param>
    public void HasWaited(int before, long since, TimeSpan time, bool joined)
    {
        var gained = _ready.Count > before && clock!.GetElapsedTime(since) < time + s_tooLate;
        if (joined || gained)
        {
            _haste /= 2;
        }
        else
        {
            _haste = Math.Min(MostHaste, (2 * _haste) + 1);
            // And the one that it begins now.
            _hasteLeft = _haste + 1;
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
    /// Whether a round is to begin at once: it would be full, or has everybody who brings something. Else whoever needs a
    /// buffer or a digest begins it, after a moment. To be called with the gate held.
    /// </summary>
    public bool IsComplete()
    {
        if (_ready.Count >= Math.Min(width, _open.Count))
        {
            return true;
        }

        var since = _appends - (MostAppendsWithout * _open.Count);
        var bringing = 0;
        foreach (var stream in _open)
        {
            bringing += stream.LastAppend >= since || stream.Ready ? 1 : 0;
        }

        return _ready.Count >= Math.Min(width, bringing);
    }

    /// <summary>Begins a round of a stream that is ready, and of others; to be called with the gate held.</summary>
    public Md5Round Begin(Md5LaneStream own)
    {
        _hasteLeft = Math.Max(0, _hasteLeft - 1);
        var round = _rounds.TryPop(out var used) ? used : new Md5Round(this, buffers);
        _ready.Remove(own);
        round.Add(own);
        Fill(round);
        return round;
    }

    /// <summary>Adds streams that are ready to a round, as far as it has lanes; to be called with the gate held.</summary>
    public void Fill(Md5Round round)
    {
        var added = 0;
        for (; added < _ready.Count && round.Count < width; added++)
        {
            round.Add(_ready[added]);
        }

        _ready.RemoveRange(0, added);
    }

    /// <summary>Takes back a round that is over, for another; to be called with the gate held.</summary>
    public void End(Md5Round round) => _rounds.Push(round);
}
#endif
