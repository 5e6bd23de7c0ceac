using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>Many streams at once, each with its own caller.</summary>
public sealed class Md5ParallelTests : IDisposable
{
    private readonly CountingPool _pool = new(maxBytes: 20_000);
    private readonly Md5Lanes _lanes;

    public Md5ParallelTests() => _lanes = new Md5Lanes(_pool);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _lanes.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Each_of_several_streams_gets_its_own_digest(int streams)
    {
        await InParallelAsync(streams, async seed =>
        {
            using var stream = _lanes.Open();
            for (var file = 0; file < 10; file++)
            {
                await AssertDigestAsync(stream, (seed * 100) + file);
            }
        });

        Assert.Equal(0, _pool.Rented);
        Assert.InRange(_pool.MaxRented, 1, Md5Stream.MaxBuffers * streams);
    }

    [Fact]
    public async Task Buffers_of_full_size_are_hashed_in_parallel()
    {
        var bytes = Streams.Bytes(5_000_000, 1);
        using var lanes = new Md5Lanes(new CountingPool());
        await InParallelAsync(3, async seed =>
        {
            using var stream = lanes.Open();
            var part = bytes.AsMemory(0, bytes.Length - (seed * 333_333));
            await stream.WriteAsync(part);
            Assert.Equal(Digest.Of(part.ToArray()), await stream.DigestAsync());
        });
    }

    [Fact]
    public async Task Closed_streams_do_not_disturb_the_others()
    {
        await InParallelAsync(24, async seed =>
        {
            for (var file = 0; file < 20; file++)
            {
                using var stream = _lanes.Open();
                await AssertDigestAsync(stream, seed);
                await stream.WriteAsync(Streams.Bytes(30_000, seed));
                if ((file + seed) % 3 == 0)
                {
                    await stream.ResetAsync();
                    await AssertDigestAsync(stream, file);
                }
            }
        });

        await _pool.WaitForAllReturnedAsync();
    }

    [Fact]
    public async Task Stalled_streams_do_not_stop_the_others()
    {
        using var empty = _lanes.Open();
        using var renting = _lanes.Open();
        var rented = await renting.RentAsync(Token);
        using var waiting = _lanes.Open();
        await waiting.WriteAsync(Streams.Bytes(1000, 1));
        await waiting.WriteAsync(Streams.Bytes(1000, 2));

        await InParallelAsync(3, async seed =>
        {
            using var stream = _lanes.Open();
            await AssertDigestAsync(stream, seed);
        });

        renting.Return(rented);
        Assert.Equal(Digest.Of([.. Streams.Bytes(1000, 1), .. Streams.Bytes(1000, 2)]), await waiting.DigestAsync());
    }

    private static async Task AssertDigestAsync(Md5Stream stream, int seed)
    {
        var random = new Random(seed);
        var bytes = Streams.Bytes(random.Next(100_000), seed);
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(random.Next(40_000), bytes.Length - at);
            await stream.WriteAsync(bytes.AsMemory(at, count));
            at += count;
        }

        Assert.Equal(Digest.Of(bytes), await stream.DigestAsync());
    }

    private static Task InParallelAsync(int callers, Func<int, Task> call) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(seed => Task.Run(() => call(seed), Token)));
}
