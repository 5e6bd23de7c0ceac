using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Core.Tests.Fuzzing;
using FigshareTools.Sharding;

namespace FigshareTools.Core.Tests.Sharding;

public class ShardPlanTests
{
    private const ulong Seed = 20261130;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 12)];

    [Theory]
    [InlineData("5 4 3 3 3", 2, "0 1 1 0 1")]
    [InlineData("3 3 3 4 5", 2, "1 0 1 1 0")]
    [InlineData("7 7 7 7", 2, "0 1 0 1")]
    [InlineData("9 1 1 1", 2, "0 1 1 1")]
    // A plate without a length counts as the mean of the others.
    [InlineData("9 ? 3 3", 2, "0 1 1 1")]
    [InlineData("? ? ? ?", 2, "0 1 0 1")]
    [InlineData("0 0 0 0", 2, "0 1 0 1")]
    [InlineData("1 2", 5, "1 0")]
    [InlineData("1 2", int.MaxValue, "1 0")]
    [InlineData("1 2 3", 1, "0 0 0")]
    [InlineData("", 3, "")]
    public void The_longest_plate_comes_to_the_shard_with_the_fewest_bytes(string lengths, int shardCount, string expected)
    {
        var plates = lengths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((length, index) => new FigsharePlate
        {
            FileId = 100 + index,
            Length = length == "?" ? null : long.Parse(length, null),
        });

        Assert.Equal(expected, string.Join(' ', ShardPlan.Assign([.. plates], shardCount)));
    }

    [Fact]
    public void Rows_of_one_plate_are_in_one_shard()
    {
        FigsharePlate[] plates =
        [
            new() { FileId = 1, Length = 10 },
            new() { FileId = 2, Length = 10 },
            new() { FileId = 1, FileName = "again.bin" },
            new() { FileName = "a.bin", Length = 10 },
            new() { FileName = "b.bin", Length = 10 },
            new() { Plate = "a", FileName = "a.bin" },
            new() { DownloadUrl = "https://example.org/a" },
            new() { DownloadUrl = "https://example.org/a" },
        ];

        var shards = ShardPlan.Assign(plates, 5);

        Assert.Equal((shards[0], shards[3], shards[6]), (shards[2], shards[5], shards[7]));
        Assert.Equal(5, shards.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_order_of_the_rows_gives_the_same_split(int number)
    {
        var random = new FuzzRandom(Seed, number);
        var (plates, shardCount) = RandomPlates(ref random, maximumCount: 200);
        var expected = ShardPlan.Assign(plates, shardCount);

        for (var round = 0; round < 10; round++)
        {
            var order = Shuffle(ref random, plates.Length);
            var shards = ShardPlan.Assign([.. order.Select(row => plates[row])], shardCount);

            Assert.Equal(order.Select(row => expected[row]), shards);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_plate_is_in_one_shard(int number)
    {
        var random = new FuzzRandom(Seed, 100 + number);
        var (plates, shardCount) = RandomPlates(ref random, maximumCount: 200);

        var shards = ShardPlan.Assign(plates, shardCount);

        Assert.Equal(plates.Length, shards.Count);
        Assert.All(shards, shard => Assert.InRange(shard, 0, shardCount - 1));
        Assert.All(plates.Zip(shards).GroupBy(row => row.First.FileId), plate => Assert.Single(plate.Select(row => row.Second).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_largest_shard_has_at_most_four_thirds_of_the_lower_bound(int number)
    {
        var random = new FuzzRandom(Seed, 200 + number);
        for (var round = 0; round < 20; round++)
        {
            var shardCount = 1 + random.Below(20);
            var lengths = RandomLengths(ref random, 1 + random.Below(150));

            Assert.InRange(LargestShard(lengths, shardCount) * 3, 1, LowerBound([.. lengths.OrderDescending()], shardCount) * 4);
        }
    }

    /// <summary>With few plates, the best split is found by trying all.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_largest_shard_has_at_most_four_thirds_of_the_best_split(int number)
    {
        var random = new FuzzRandom(Seed, 300 + number);
        for (var round = 0; round < 50; round++)
        {
            var shardCount = 2 + random.Below(3);
            var lengths = RandomLengths(ref random, 1 + random.Below(9));

            var best = BestSplit([.. lengths.OrderDescending()], 0, new long[shardCount], long.MaxValue);

            Assert.InRange(LargestShard(lengths, shardCount) * 3 * shardCount, 1, best * ((4 * shardCount) - 1));
        }
    }

    private static (FigsharePlate[] Plates, int ShardCount) RandomPlates(ref FuzzRandom random, int maximumCount)
    {
        var plates = new FigsharePlate[1 + random.Below(maximumCount)];
        for (var i = 0; i < plates.Length; i++)
        {
            // Some rows repeat a plate, with another length or without one; many lengths are equal.
            plates[i] = new FigsharePlate
            {
                FileId = 1 + random.Below(plates.Length),
                Length = random.Below(5) == 0 ? null : random.Below(2) == 0 ? random.Below(4) : 1L << random.Below(45),
            };
        }

        return (plates, 1 + random.Below(20));
    }

    private static long[] RandomLengths(ref FuzzRandom random, int count)
    {
        var lengths = new long[count];
        var limit = 1 << (1 + random.Below(20));
        for (var i = 0; i < count; i++)
        {
            lengths[i] = 1 + random.Below(limit);
        }

        return lengths;
    }

    private static int[] Shuffle(ref FuzzRandom random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static long LargestShard(IReadOnlyList<long> lengths, int shardCount) =>
        ShardPlan.Assign([.. lengths.Select((length, index) => new FigsharePlate { FileId = index + 1, Length = length })], shardCount)
            .Zip(lengths).GroupBy(row => row.First).Max(shard => shard.Sum(row => row.Second));

    /// <summary>
    /// No split has a smaller largest shard: the mean; the longest plate; of the 2 n + 1 longest plates, three are in one shard.
    /// Of the 2 n + 1 - i longest plates, one of the i longest has company, or the others are three in one of n - i shards.
    /// </summary>
    private static double LowerBound(long[] longestFirst, int shardCount)
    {
        long LengthOf(int rank) => rank <= longestFirst.Length ? longestFirst[rank - 1] : 0;
        var pairs = Enumerable.Range(1, shardCount).Select(rank => (Long: LengthOf(rank), Short: LengthOf((2 * shardCount) + 1 - rank)))
            .Max(pair => Math.Min(pair.Long + pair.Short, 3 * pair.Short));
        var three = Enumerable.Range((2 * shardCount) - 1, 3).Sum(LengthOf);
        return Math.Max(Math.Max(longestFirst.Sum() / (double)shardCount, longestFirst[0]), Math.Max(pairs, three));
    }

    private static long BestSplit(long[] lengths, int at, long[] loads, long best)
    {
        if (at == lengths.Length)
        {
            return Math.Min(best, loads.Max());
        }

        for (var shard = 0; shard < loads.Length; shard++)
        {
            // Shards of the same load are interchangeable.
            if (loads[shard] + lengths[at] < best && Array.IndexOf(loads, loads[shard]) == shard)
            {
                loads[shard] += lengths[at];
                best = BestSplit(lengths, at + 1, loads, best);
                loads[shard] -= lengths[at];
            }
        }

        return best;
    }
}
