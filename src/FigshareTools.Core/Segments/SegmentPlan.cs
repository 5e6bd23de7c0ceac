using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Segments;

/// <summary>
/// Divides the missing bytes of a plate into segments. Segments are handed out from the front, so that the hash, which reads
/// back the contiguous prefix, finds them in the page cache. They are small at the start, so that the prefix grows and the
/// hash has work from the start, and smaller again towards the end, so that all connections end together. An idle connection
/// splits the segment that would finish last, and takes over a stalled segment completely.
/// </summary>
/// <param name="missing">The ranges to download, in order.</param>
/// <param name="clock">The clock.</param>
internal sealed class SegmentPlan(IEnumerable<ByteRange> missing, TimeProvider clock)
{
    /// <summary>A smaller segment is not worth a request of its own.</summary>
    public const long MinimumBytes = 1L << 20;

    // At 20 to 90 MB/s, the rate of one connection to an object store, 64 MiB take 0.7 to 3 s. One request for that time is no
    // burden, and sixteen segments fit into the page cache of a small server.
    private const long MaximumBytes = 64L << 20;

    // The first segments, where the storage is near.
    private const long InitialBytes = 4 * MinimumBytes;

    // The first segments, where it is far away. A response of 80 ms costs a connection of 20 MB/s a third of the time of 4 MiB,
    // but a twentieth of that of 32 MiB. The prefix then grows later, and the hash is faster than any such connection.
    private const long InitialBytesPerSecondOfWaiting = 400 * MinimumBytes;
    private const long MaximumInitialBytes = 32 * MinimumBytes;

    /// <summary>A segment counts as stalled when it has received nothing for this long.</summary>
    public static readonly TimeSpan StallTime = TimeSpan.FromSeconds(3);

    private readonly object _lock = new();
    private readonly List<ByteRange> _missing = [.. missing];
    private readonly List<Segment> _active = [];
    private long _returnedBytes;

    /// <summary>The number of bytes that are missing.</summary>
    public long Remaining
    {
        get
        {
            lock (_lock)
            {
                return RemainingBytes();
            }
        }
    }

    /// <summary>Hands out the next segment.</summary>
    /// <param name="connections">
    /// The connections that share the plate, the caller included. A single connection gets the first missing range whole.
    /// </param>
    /// <param name="responseTime">How long the storage takes to respond, which is lost with each segment.</param>
    /// <returns>The segment; null when there is no work for another connection now. Bytes may still be returned.</returns>
    public Segment? Take(int connections, TimeSpan responseTime = default)
    {
        Segment? stalled = null;
        try
        {
            lock (_lock)
            {
                if (_missing.Count == 0 && !TrySplitSlowest(connections, responseTime, out stalled))
                {
                    return null;
                }

                var range = _missing[0];
                var maximum = connections == 1 ? long.MaxValue : SegmentBytes(connections, responseTime);
                // A rest of 1 MiB or less stays with the segment.
                if (range.Length - MinimumBytes > maximum)
                {
                    _missing[0] = range with { Start = range.Start + maximum };
                    range = range with { End = range.Start + maximum };
                }
                else
                {
                    _missing.RemoveAt(0);
                }

                var segment = new Segment(range, clock.GetTimestamp());
                _active.Add(segment);
                return segment;
            }
        }
        finally
        {
            // Outside the lock: cancelling runs code of the waiting connection.
            stalled?.Abandon();
        }
    }

    /// <summary>Hands out the next segment like <see cref="Take"/>, unless it would have to be split off another one.</summary>
    public Segment? TakeMissing(int connections, TimeSpan responseTime)
    {
        lock (_lock)
        {
            // The lock is entered again. Without a missing range, Take would split a segment.
            return _missing.Count > 0 ? Take(connections, responseTime) : null;
        }
    }

    /// <summary>Takes a segment back. What it did not download is handed out again.</summary>
    public void Return(Segment segment)
    {
        lock (_lock)
        {
            _active.Remove(segment);
            _returnedBytes += segment.Downloaded;
            if (segment.Remaining > 0)
            {
                Insert(new ByteRange(segment.Position, segment.End));
            }
        }
    }

    /// <summary>Ends a segment at a position, unless it ends before, when the file's end becomes known.</summary>
    public void TruncateAt(Segment segment, long end)
    {
        lock (_lock)
        {
            segment.End = Math.Min(segment.End, end);
        }
    }

    /// <summary>
    /// Inserts a range in order and merges it with its neighbours, so that a single connection requests it once.
    /// </summary>
    private void Insert(ByteRange range)
    {
        var at = _missing.FindIndex(other => other.Start > range.Start);
        at = at < 0 ? _missing.Count : at;
        if (at < _missing.Count && _missing[at].Start == range.End)
        {
            range = range with { End = _missing[at].End };
            _missing.RemoveAt(at);
        }

        if (at > 0 && _missing[at - 1].End == range.Start)
        {
            range = range with { Start = _missing[--at].Start };
            _missing.RemoveAt(at);
        }

        _missing.Insert(at, range);
    }

    private long RemainingBytes() => _missing.Sum(range => range.Length) + _active.Sum(segment => segment.Remaining);

    private long DownloadedBytes() => _returnedBytes + _active.Sum(segment => segment.Downloaded);

    /// <summary>
    /// The length of the next segment, in whole MiB: half of a connection's share of the remaining bytes, but at most twice its
    /// share of the downloaded bytes, or the length of the first segments if that is more; never less than 4 or more than 64 MiB.
    /// Without the limit by downloaded bytes, a large first segment would hold back the contiguous prefix while the other
    /// connections download ten times as much.
    /// </summary>
    private long SegmentBytes(int connections, TimeSpan responseTime)
    {
        var initial = Math.Min(MaximumInitialBytes, (long)(responseTime.TotalSeconds * InitialBytesPerSecondOfWaiting));
        var share = Math.Min(RemainingBytes() / 2 / connections, Math.Max(initial, DownloadedBytes() * 2 / connections));
        return Math.Min(MaximumBytes, Math.Max(InitialBytes, share / MinimumBytes * MinimumBytes));
    }

    /// <summary>
    /// Takes bytes from the segment that would finish last and adds them to the missing ranges; false when that segment has too
    /// few.
    /// </summary>
    private bool TrySplitSlowest(int connections, TimeSpan responseTime, out Segment? stalled)
    {
        stalled = null;
        var now = clock.GetTimestamp();
        var slowest = _active.Where(segment => segment.HasKnownEnd)
            .OrderByDescending(segment => SecondsLeft(segment, now)).FirstOrDefault();
        if (slowest is null)
        {
            return false;
        }

        var (position, end) = (slowest.Position, slowest.End);
        if (position >= end)
        {
            // The position may be behind the end: a connection writes what it was reading when its end was moved.
            return false;
        }

        // If the rest is longer than four shares, as when the first connection had the whole plate, the segment keeps one.
        var share = SegmentBytes(connections, responseTime);
        var isStalled = IsStalled(slowest, now);
        var split = isStalled ? position
            : end - position > 4 * share && connections > 1 ? position + share
            : position + ((end - position) / 2);
        if (!isStalled && end - split < MinimumBytes)
        {
            return false;
        }

        slowest.End = split;
        stalled = isStalled ? slowest : null;
        _missing.Add(new ByteRange(split, end));
        return true;
    }

    private bool IsStalled(Segment segment, long now) => clock.GetElapsedTime(segment.LastProgress, now) > StallTime;

    private double SecondsLeft(Segment segment, long now)
    {
        if (IsStalled(segment, now) && segment.Remaining > 0)
        {
            return double.MaxValue;
        }

        var elapsed = Math.Max(0.001, clock.GetElapsedTime(segment.Started, now).TotalSeconds);
        return segment.Remaining / Math.Max(1, segment.Downloaded / elapsed);
    }
}
