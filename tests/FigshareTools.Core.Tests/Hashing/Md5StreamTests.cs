using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>The behaviour that all streams share, whatever hashes them.</summary>
public abstract class Md5StreamTests
{
    internal CountingPool Pool { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rfc1321.Vectors), MemberType = typeof(Rfc1321))]
    public async Task Digests_are_those_of_the_test_suite_in_RFC_1321(string text, string digest)
    {
        using var stream = Open();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));

        Assert.Equal(digest, await stream.DigestAsync());
    }

    [Fact]
    public async Task Digests_of_all_short_lengths_are_those_of_the_platform()
    {
        using var stream = Open();
        for (var length = 0; length <= 300; length++)
        {
            var bytes = Streams.Bytes(length, length);
            // In two parts, so that the second part begins anywhere in a block.
            await stream.WriteAsync(bytes.AsMemory(0, length / 3));
            await stream.WriteAsync(bytes.AsMemory(length / 3));

            Assert.Equal(Digest.Of(bytes), await stream.DigestAsync());
        }
    }

    [Fact]
    public async Task Digests_of_random_lengths_are_those_of_the_platform()
    {
        var random = new Random(1321);
        using var stream = Open();
        for (var file = 0; file < 50; file++)
        {
            var bytes = Streams.Bytes(random.Next(1_000_000), file);
            for (var at = 0; at < bytes.Length;)
            {
                var count = Math.Min(random.Next(1, 200_000), bytes.Length - at);
                await stream.WriteAsync(bytes.AsMemory(at, count));
                at += count;
            }

            Assert.Equal(Digest.Of(bytes), await stream.DigestAsync());
        }
    }

    [Fact]
    public async Task Stream_is_empty_after_a_digest_and_after_a_reset()
    {
        using var stream = Open();
        await stream.WriteAsync(Streams.Bytes(1000, 1));
        Assert.Equal(Digest.Of(Streams.Bytes(1000, 1)), await stream.DigestAsync());
        await stream.WriteAsync(Streams.Bytes(777, 2));
        await stream.ResetAsync();
        await stream.WriteAsync(Streams.Bytes(100, 3));

        Assert.Equal(Digest.Of(Streams.Bytes(100, 3)), await stream.DigestAsync());
        Assert.Equal(Digest.Of([]), await stream.DigestAsync());
    }

    [Fact]
    public async Task All_buffers_return_to_the_pool()
    {
        var stream = Open();
        stream.Return(await stream.RentAsync(Token));
        stream.Append(await stream.RentAsync(Token), 0);
        await stream.WriteAsync(new byte[3_000_000]);
        Assert.Equal(Digest.Of(new byte[3_000_000]), await stream.DigestAsync());
        Assert.Equal(0, Pool.Rented);

        var late = await stream.RentAsync(Token);
        stream.Append(await stream.RentAsync(Token), 100);
        stream.Dispose();
        stream.Dispose();
        stream.Return(late);
        await Pool.WaitForAllReturnedAsync();
    }

    [Fact]
    public async Task Stream_has_a_limited_number_of_buffers()
    {
        using var stream = Open();
        var buffers = new byte[Md5Stream.MaxBuffers][];
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i] = await stream.RentAsync(Token);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.RentAsync(Token));

        stream.Append(buffers[0], 5);
        Array.ForEach(buffers[1..], stream.Return);
        Assert.Equal(Md5Stream.MaxBuffers, Pool.MaxRented);
    }

    [Fact]
    public async Task Buffers_are_smaller_when_many_streams_are_open()
    {
        var streams = new Md5Stream[17];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = Open();
            Assert.Equal(i < 16 ? Md5Lanes.BufferBytes : 1 << 17, (await streams[i].RentAsync(Token)).Length);
        }

        streams[0].Dispose();

        Assert.Equal(Md5Lanes.BufferBytes, (await streams[1].RentAsync(Token)).Length);
    }

    [Fact]
    public async Task Disposed_stream_cannot_be_used()
    {
        var stream = Open();
        var buffer = await stream.RentAsync(Token);
        stream.Dispose();

        Assert.Throws<ObjectDisposedException>(() => stream.Append(buffer, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.RentAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(stream.DigestAsync);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ResetAsync());
        Assert.Equal(0, Pool.Rented);
    }

    [Fact]
    public async Task Cancelled_call_changes_nothing()
    {
        using var stream = Open();
        await stream.WriteAsync(Streams.Bytes(10, 1));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.RentAsync(cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.FinishAsync(cancelled));

        Assert.Equal(Digest.Of(Streams.Bytes(10, 1)), await stream.DigestAsync());
    }

    internal abstract Md5Stream Open();
}

/// <summary>The streams of a run, with the widest vectors that the machine has.</summary>
public sealed class Md5LanesTests : Md5StreamTests, IDisposable
{
    private readonly Md5Lanes _lanes;

    public Md5LanesTests() => _lanes = new Md5Lanes(Pool);

    public void Dispose() => _lanes.Dispose();

    internal override Md5Stream Open() => _lanes.Open();
}

/// <summary>The streams of a run on a machine or runtime without suitable vectors.</summary>
public sealed class Md5ScalarStreamTests : Md5StreamTests
{
    private readonly Md5Buffers _buffers;

    public Md5ScalarStreamTests() => _buffers = new Md5Buffers(Pool);

    internal override Md5Stream Open() => new Md5ScalarStream(_buffers);
}
