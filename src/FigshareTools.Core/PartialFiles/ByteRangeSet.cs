using System;
using System.Collections.Generic;

namespace FigshareTools.PartialFiles;

/// <summary>The bytes of a file that are on disk: ranges in order, with a gap between any two.</summary>
internal sealed class ByteRangeSet
{
    private readonly List<ByteRange> _ranges = [];

    /// <summary>Parses the journal's form: start, end, start, end, and so on. Invalid ranges are ignored.</summary>
    public static ByteRangeSet FromPairs(long[]? pairs)
    {
        var ranges = new ByteRangeSet();
        for (var i = 0; pairs is not null && i + 1 < pairs.Length; i += 2)
        {
            if (pairs[i] >= 0)
            {
                ranges.Add(pairs[i], pairs[i + 1]);
            }
        }

        return ranges;
    }

    /// <summary>The number of bytes in all ranges.</summary>
    public long Total { get; private set; }

    /// <summary>The number of bytes from zero without a gap.</summary>
    public long ContiguousLength => _ranges.Count > 0 && _ranges[0].Start == 0 ? _ranges[0].End : 0;

    /// <summary>The position after the last byte.</summary>
    public long End => _ranges.Count > 0 ? _ranges[_ranges.Count - 1].End : 0;

    /// <summary>Adds a range, which may overlap others.</summary>
    public void Add(long start, long end)
    {
        if (end <= start)
        {
            return;
        }

        // A linear search is enough: there are few ranges, and nearly every call extends one of them.
        var first = 0;
        while (first < _ranges.Count && _ranges[first].End < start)
        {
            first++;
        }

        var after = first;
        while (after < _ranges.Count && _ranges[after].Start <= end)
        {
            var merged = _ranges[after++];
            Total -= merged.Length;
            start = Math.Min(start, merged.Start);
            end = Math.Max(end, merged.End);
        }

        var range = new ByteRange(start, end);
        if (after == first)
        {
            _ranges.Insert(first, range);
        }
        else
        {
            _ranges[first] = range;
            _ranges.RemoveRange(first + 1, after - first - 1);
        }

        Total += range.Length;
    }

    /// <summary>Removes all bytes at and behind a position.</summary>
    public void TruncateAt(long end)
    {
        for (var i = _ranges.Count - 1; i >= 0 && _ranges[i].End > end; i--)
        {
            var range = _ranges[i];
            Total -= range.End - Math.Max(range.Start, end);
            if (range.Start >= end)
            {
                _ranges.RemoveAt(i);
            }
            else
            {
                _ranges[i] = range with { End = end };
            }
        }
    }

    /// <summary>The ranges that a file of the given length lacks, in order.</summary>
    public List<ByteRange> MissingOf(long length)
    {
        var missing = new List<ByteRange>();
        var position = 0L;
        foreach (var range in _ranges)
        {
            var gapEnd = Math.Min(range.Start, length);
            if (gapEnd > position)
            {
                missing.Add(new ByteRange(position, gapEnd));
            }

            position = range.End;
        }

        if (position < length)
        {
            missing.Add(new ByteRange(position, length));
        }

        return missing;
    }

    /// <summary>Formats the set for the journal; see <see cref="FromPairs"/>.</summary>
    public long[] ToPairs()
    {
        var pairs = new long[2 * _ranges.Count];
        for (var i = 0; i < _ranges.Count; i++)
        {
            (pairs[2 * i], pairs[(2 * i) + 1]) = _ranges[i];
        }

        return pairs;
    }
}
