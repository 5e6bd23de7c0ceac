using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.PartialFiles;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.PartialFiles;

public class ByteRangeSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_set_equals_a_bitmap_after_any_operations(int seed)
    {
        const int Length = 300;
        var random = new Random(seed);
        var (ranges, map) = (new ByteRangeSet(), new BitArray(Length));

        for (var i = 0; i < 1000; i++)
        {
            var (from, to) = (random.Next(Length), random.Next(Length));
            if (random.Next(10) == 0)
            {
                ranges.TruncateAt(from);
                Set(map, from, Length, false);
            }
            else
            {
                to = random.Next(3) == 0 ? to : Math.Min(Length, from + random.Next(9));
                ranges.Add(from, to);
                Set(map, from, to, true);
            }

            Check(ranges, map, random.Next(Length + 1));
            Check(ByteRangeSet.FromPairs(ranges.ToPairs()), map, Length);
        }
    }

    [Fact]
    public void Invalid_pairs_are_ignored()
    {
        Assert.Empty(ByteRangeSet.FromPairs(null).ToPairs());
        Assert.Equal([3L, 5], ByteRangeSet.FromPairs([-4, 9, 5, 5, 8, 2, 3, 5, 7]).ToPairs());
    }

    private static void Check(ByteRangeSet ranges, BitArray map, int length)
    {
        var bits = map.Cast<bool>().ToList();
        Assert.Equal(bits.Count(bit => bit), ranges.Total);
        Assert.Equal(bits.TakeWhile(bit => bit).Count(), ranges.ContiguousLength);
        Assert.Equal(bits.LastIndexOf(true) + 1, ranges.End);

        var missing = new List<int>();
        foreach (var (from, to) in ranges.MissingOf(length))
        {
            Assert.True(from < to && to <= length);
            missing.AddRange(Enumerable.Range((int)from, (int)(to - from)));
        }

        Assert.Equal(Enumerable.Range(0, length).Where(at => !bits[at]), missing);
        var pairs = ranges.ToPairs();
        Assert.Equal(pairs.Distinct().Order(), pairs);
    }

    private static void Set(BitArray map, int from, int to, bool value)
    {
        for (var at = from; at < to; at++)
        {
            map[at] = value;
        }
    }
}
