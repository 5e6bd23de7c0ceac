using System;
using System.Collections.Generic;

namespace FigshareTools.Transfer;

/// <summary>Which bytes of a file are here: ranges in order, none touching another. <c>To</c> is the first byte after.</summary>
internal sealed class ByteRanges
{
    private readonly List<(long From, long To)> _ranges = [];

    /// <summary>Ranges as they are noted: from, to, from, to, and so on; what makes no sense is left out.</summary>
    public static ByteRanges FromPairs(long[]? pairs)
    {
        var ranges = new ByteRanges();
        for (var i = 0; pairs is not null && i + 1 < pairs.Length; i += 2)
        {
            if (pairs[i] >= 0)
            {
                ranges.Add(pairs[i], pairs[i + 1]);
            }
        }

        return ranges;
    }

    /// <summary>Bytes in all.</summary>
    public long Total { get; private set; }

    /// <summary>Bytes from zero without a gap.</summary>
    public long Front => _ranges.Count > 0 && _ranges[0].From == 0 ? _ranges[0].To : 0;

    /// <summary>The end of the last range.</summary>
    public long End => _ranges.Count > 0 ? _ranges[_ranges.Count - 1].To : 0;

    /// <summary>Adds a range; one that is there already adds nothing.</summary>
    public void Add(long from, long to)
    {
        if (to <= from)
        {
            return;
        }

        // Nearly always at the end of a range: there are few, and they grow.
        var first = 0;
        while (first < _ranges.Count && _ranges[first].To < from)
        {
            first++;
        }

        var after = first;
        while (after < _ranges.Count && _ranges[after].From <= to)
        {
            var (f, t) = _ranges[after++];
            Total -= t - f;
            from = Math.Min(from, f);
            to = Math.Max(to, t);
        }

        if (after == first)
        {
            _ranges.Insert(first, (from, to));
        }
        else
        {
            _ranges[first] = (from, to);
            _ranges.RemoveRange(first + 1, after - first - 1);
        }

        Total += to - from;
    }

    /// <summary>Forgets what lies at or behind a position.</summary>
    public void CutAt(long end)
    {
        for (var i = _ranges.Count - 1; i >= 0 && _ranges[i].To > end; i--)
        {
            var (from, to) = _ranges[i];
            Total -= to - Math.Max(from, end);
            if (from >= end)
            {
                _ranges.RemoveAt(i);
            }
            else
            {
                _ranges[i] = (from, end);
            }
        }
    }

    /// <summary>What is not here of a file of that length, in order.</summary>
    public List<(long From, long To)> MissingOf(long length)
    {
        var missing = new List<(long, long)>();
        var position = 0L;
        foreach (var (from, to) in _ranges)
        {
            if (Math.Min(from, length) > position)
            {
                missing.Add((position, Math.Min(from, length)));
            }

            position = to;
        }

        if (position < length)
        {
            missing.Add((position, length));
        }

        return missing;
    }

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
