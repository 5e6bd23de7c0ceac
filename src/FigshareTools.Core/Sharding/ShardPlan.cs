using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Sharding;

/// <summary>
/// Splits a list of plates into shards of about the same number of bytes. The split depends on the plates and the number of
/// shards alone, not on the order of the plates, so that tasks that read the same list need not talk to each other.
/// </summary>
public static class ShardPlan
{
    /// <summary>
    /// Assigns plates to shards: the longest plate first, each to the shard with the fewest bytes so far (LPT). The largest
    /// shard has at most 4/3 of the bytes that the largest shard of the best split would have (R. L. Graham, 1969).
    /// </summary>
    /// <param name="plates">
    /// The plates. Those with the same file id, or without one the same name, are one plate and come into one shard. A plate
    /// without a length counts as long as the mean of the others.
    /// </param>
    /// <param name="shardCount">The number of shards, at least 1; see <see cref="Shard.Of"/>.</param>
    /// <returns>The shard of each plate, from 0, in the order of the plates.</returns>
    public static IReadOnlyList<int> Assign(IReadOnlyList<FigsharePlate> plates, int shardCount)
    {
        var shards = AssignKeys(LengthsOf(plates), shardCount);
        return [.. plates.Select(plate => shards[PlateKey.Of(plate)])];
    }

    /// <summary>The length of each plate. Rows of one plate may state different ones; the longest one counts.</summary>
    private static Dictionary<PlateKey, long?> LengthsOf(IReadOnlyList<FigsharePlate> plates)
    {
        var lengths = new Dictionary<PlateKey, long?>();
        foreach (var plate in plates)
        {
            var key = PlateKey.Of(plate);
            lengths.TryGetValue(key, out var known);
            lengths[key] = plate.Length > known || known is null ? plate.Length : known;
        }

        return lengths;
    }

    private static Dictionary<PlateKey, int> AssignKeys(Dictionary<PlateKey, long?> lengths, int shardCount)
    {
        var mean = MeanOf(lengths.Values);
        var longestFirst = lengths
            .Select(plate => (plate.Key, Length: plate.Value ?? mean))
            .OrderByDescending(plate => plate.Length)
            .ThenBy(plate => plate.Key.FileId)
            .ThenBy(plate => plate.Key.Name, StringComparer.Ordinal);

        // The number of plates decides between shards of the same length, so that empty plates are spread too.
        var loads = new SortedSet<(decimal Length, int Plates, int Shard)>(
            Enumerable.Range(0, Math.Min(shardCount, lengths.Count)).Select(shard => (0m, 0, shard)));
        var shards = new Dictionary<PlateKey, int>(lengths.Count);
        foreach (var (key, length) in longestFirst)
        {
            var (total, count, shard) = loads.Min;
            shards.Add(key, shard);
            loads.Remove((total, count, shard));
            loads.Add((total + length, count + 1, shard));
        }

        return shards;
    }

    // Decimals add up exactly: the sum is the same in every order.
    private static decimal MeanOf(IEnumerable<long?> lengths)
    {
        var (sum, count) = (0m, 0);
        foreach (var length in lengths.OfType<long>())
        {
            (sum, count) = (sum + length, count + 1);
        }

        return count == 0 ? 1 : decimal.Floor(sum / count);
    }

    /// <summary>What makes two rows the same plate.</summary>
    private readonly record struct PlateKey(long FileId, string Name)
    {
        public static PlateKey Of(FigsharePlate plate) => plate.FileId > 0
            ? new PlateKey(plate.FileId, "")
            : new PlateKey(0, PlateFileName.Of(plate) ?? plate.DownloadUrl ?? "");
    }
}
