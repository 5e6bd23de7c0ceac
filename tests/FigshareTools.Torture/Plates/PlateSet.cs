using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Simulator;

namespace FigshareTools.Torture.Plates;

/// <summary>The plates of a schedule. The same seed gives the same plates in every process.</summary>
internal static class PlateSet
{
    /// <summary>The article of all plates.</summary>
    public const long ArticleId = 4;

    private const int MiB = 1 << 20;

    // Around the sizes where the engine changes its ways: nothing, one buffer, the smallest plate that is resumed.
    private static readonly long[] s_sizes = [0, 1, 4095, 4096, 4097, 65_536, MiB - 1, MiB, MiB + 1];

    /// <summary>Creates plates of all sizes whose rows say all, some or nothing of length and MD5.</summary>
    public static IReadOnlyList<TorturePlate> Create(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(number => CreatePlate(random, number, LengthOf(random), isComplete: false))];

    /// <summary>Creates plates that take a moment to download, with length and MD5.</summary>
    public static IReadOnlyList<TorturePlate> CreateLarge(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(number =>
            CreatePlate(random, number, random.Next(8) == 0 ? LengthOf(random) : random.NextInt64(MiB, 8 * MiB), true))];

    /// <summary>The article that publishes plates.</summary>
    public static SimulatedArticle ToArticle(IEnumerable<TorturePlate> plates) => new()
    {
        Id = ArticleId,
        Title = "Plates",
        Doi = "10.6084/m9.figshare.4",
        Versions = [new SimulatedVersion { Files = [.. plates.Select(plate => plate.ToFile())] }],
    };

    private static TorturePlate CreatePlate(Random random, int number, long length, bool isComplete)
    {
        var content = CreateData(random, length);
        var (hasLength, hasMd5, hasArticle) = isComplete
            ? (true, true, false)
            : (random.Next(4) > 0, random.Next(3) > 0, random.Next(4) == 0);
        var row = new FigsharePlate
        {
            Plate = $"P{number}",
            FileId = 100 + number,
            FileName = $"P{number}.bin",
            Length = hasLength ? length : null,
            Md5 = hasMd5 ? content.Md5 : null,
            ArticleId = hasArticle ? ArticleId : null,
        };
        return new TorturePlate(row, content);
    }

    /// <summary>
    /// Data that is no text: its first byte is a control character. A few characters of which nothing is known are taken for a
    /// server's error, and refused.
    /// </summary>
    private static SimulatedContent CreateData(Random random, long length)
    {
        Span<byte> first = stackalloc byte[1];
        while (true)
        {
            var content = SimulatedContent.Pattern(length, random.Next());
            if (content.Read(0, first) == 0 || first[0] < 0x08)
            {
                return content;
            }
        }
    }

    private static long LengthOf(Random random) => random.Next(10) switch
    {
        < 4 => s_sizes[random.Next(s_sizes.Length)],
        < 8 => random.NextInt64(256 << 10),
        8 => random.NextInt64(2 * MiB),
        _ => random.NextInt64(8 * MiB),
    };
}
