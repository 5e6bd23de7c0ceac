using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Transfer;

/// <summary>
/// Who brings which part of a plate. Parts are given out from the front, so that the hash, which follows the front, finds
/// them in memory. They begin small, so that the front moves, and the hash has work, from the start; they get smaller towards
/// the end, so that all connections end together; and who has nothing left takes from the one that would take longest.
/// </summary>
/// <param name="missing">The ranges to bring, in order.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class SegmentPlan(IEnumerable<(long From, long To)> missing, TimeProvider clock)
{
    /// <summary>Less than this is not worth a request of its own.</summary>
    public const long MinimumBytes = 1L << 20;

    // 64 MiB at 20 to 90 MB/s, what an object store gives a connection, is 0.7 to 3 s: a request each is no burden, and
    // sixteen of them fit into the memory of a small server.
    private const long MaximumBytes = 64L << 20;

    // A connection that has brought nothing for this long may be dead: all of its part is taken from it.
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly List<(long From, long To)> _missing = [.. missing];
    private readonly List<Segment> _active = [];
    private long _returned;

    /// <summary>Bytes that have still to come.</summary>
    public long Left
    {
        get
        {
            lock (_gate)
            {
                return LeftUnderGate();
            }
        }
    }

    /// <summary>The next part for a connection; null when there is nothing for it.</summary>
    /// <param name="connections">How many share the plate, this one included: alone, it gets all that lies in one piece.</param>
    public Segment? Take(int connections)
    {
        Segment? abandoned = null;
        try
        {
            lock (_gate)
            {
                if (_missing.Count == 0 && !Divide(connections, out abandoned))
                {
                    return null;
                }

                var (from, to) = _missing[0];
                var most = connections == 1 ? long.MaxValue : Share(connections);
                var end = to - from - MinimumBytes > most ? from + most : to;
                if (end == to)
                {
                    _missing.RemoveAt(0);
                }
                else
                {
                    _missing[0] = (end, to);
                }

                var segment = new Segment(from, end, clock.GetTimestamp());
                _active.Add(segment);
                return segment;
            }
        }
        finally
        {
            abandoned?.Abandon();
        }
    }

    /// <summary>Ends a connection's part; what it did not bring is given out again.</summary>
    public void Return(Segment segment)
    {
        lock (_gate)
        {
            _active.Remove(segment);
            _returned += segment.Position - segment.From;
            if (segment.Left > 0)
            {
                Insert(segment.Position, segment.End);
            }
        }
    }

    /// <summary>Brings a part's end nearer, once it is known where the file ends.</summary>
    public void EndAt(Segment segment, long end)
    {
        lock (_gate)
        {
            segment.End = Math.Min(segment.End, end);
        }
    }

    /// <summary>Puts a range back in order, in one piece with its neighbours: who is alone asks once for all of it.</summary>
    private void Insert(long from, long to)
    {
        var at = _missing.FindIndex(other => other.From > from);
        at = at < 0 ? _missing.Count : at;
        if (at < _missing.Count && _missing[at].From == to)
        {
            to = _missing[at].To;
            _missing.RemoveAt(at);
        }

        if (at > 0 && _missing[at - 1].To == from)
        {
            from = _missing[--at].From;
            _missing.RemoveAt(at);
        }

        _missing.Insert(at, (from, to));
    }

    private long LeftUnderGate() => _missing.Sum(range => range.To - range.From) + _active.Sum(segment => segment.Left);

    private long BroughtUnderGate() => _returned + _active.Sum(segment => segment.Position - segment.From);

    /// <summary>
    /// Of what is left, half its share for each; and no more than twice its share of what came, or the first part would hold
    /// back the front while all others bring ten times as much. In whole MiB.
    /// </summary>
    private long Share(int connections)
    {
        var share = Math.Min(LeftUnderGate() / 2, BroughtUnderGate() * 2) / connections / MinimumBytes * MinimumBytes;
        return Math.Min(MaximumBytes, Math.Max(4 * MinimumBytes, share));
    }

    /// <summary>Takes work from whoever would take longest; false when nobody has enough.</summary>
    private bool Divide(int connections, out Segment? abandoned)
    {
        abandoned = null;
        var now = clock.GetTimestamp();
        var slowest = _active.Where(segment => segment.End != Segment.Unknown)
            .OrderByDescending(segment => TimeLeft(segment, now)).FirstOrDefault();
        if (slowest is null)
        {
            return false;
        }

        var (position, end) = (slowest.Position, slowest.End);
        if (position >= end)
        {
            // What one reads at the moment when its end is brought nearer, it writes all the same.
            return false;
        }

        // Of a long rest, as when the first connection had all of it, the slowest keeps no more than its share.
        var share = Share(connections);
        var cut = IsSilent(slowest, now) ? position
            : end - position > 4 * share && connections > 1 ? position + share
            : position + ((end - position) / 2);
        if (end - cut < MinimumBytes && cut != position)
        {
            return false;
        }

        slowest.End = cut;
        abandoned = cut == position ? slowest : null;
        _missing.Add((cut, end));
        return true;
    }

    private bool IsSilent(Segment segment, long now) => clock.GetElapsedTime(segment.MovedAt, now) > Silence;

    private double TimeLeft(Segment segment, long now)
    {
        var rate = (segment.Position - segment.From) / Math.Max(0.001, clock.GetElapsedTime(segment.Begun, now).TotalSeconds);
        return IsSilent(segment, now) && segment.Left > 0 ? double.MaxValue : segment.Left / Math.Max(1, rate);
    }
}
