using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>What a stream promises its caller, whatever hashes it.</summary>
public class Md5StreamTests
{
    private readonly CountingPool _pool = new();
    private readonly Md5Lanes _lanes;

    public Md5StreamTests() => _lanes = new Md5Lanes(_pool);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rfc1321.Vectors), MemberType = typeof(Rfc1321))]
    public async Task The_digests_of_the_RFC_are_made(string text, string digest)
    {
        using var stream = _lanes.Open();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));

        Assert.Equal(digest, await stream.DigestAsync());
    }

    [Fact]
    public async Task A_stream_begins_anew_when_it_is_finished_or_reset()
    {
        using var stream = _lanes.Open();
        await stream.WriteAsync(Streams.Bytes(1000, 1));
        Assert.Equal(Digest.Of(Streams.Bytes(1000, 1)), await stream.DigestAsync());
        await stream.WriteAsync(Streams.Bytes(777, 2));
        await stream.ResetAsync();
        await stream.WriteAsync(Streams.Bytes(100, 3));

        Assert.Equal(Digest.Of(Streams.Bytes(100, 3)), await stream.DigestAsync());
        Assert.Equal(Digest.Of([]), await stream.DigestAsync());
    }

    [Fact]
    public async Task All_buffers_come_back()
    {
        var stream = _lanes.Open();
        stream.Return(await stream.RentAsync(Token));
        stream.Append(await stream.RentAsync(Token), 0);
        await stream.WriteAsync(new byte[3_000_000]);
        Assert.Equal(Digest.Of(new byte[3_000_000]), await stream.DigestAsync());
        Assert.Equal(0, _pool.Outstanding);

        var late = await stream.RentAsync(Token);
        stream.Append(await stream.RentAsync(Token), 100);
        stream.Dispose();
        stream.Dispose();
        stream.Return(late);
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task A_stream_has_three_buffers_at_most()
    {
        using var stream = _lanes.Open();
        var first = await stream.RentAsync(Token);
        var second = await stream.RentAsync(Token);
        var third = await stream.RentAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.RentAsync(Token));

        stream.Return(third);
        stream.Return(second);
        stream.Append(first, 5);
        Assert.Equal(3, _pool.Most);
    }

    [Fact]
    public async Task Buffers_are_smaller_when_many_streams_are_open()
    {
        var streams = new Md5Stream[17];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = _lanes.Open();
            Assert.Equal(i < 16 ? Md5Lanes.BufferBytes : 1 << 17, (await streams[i].RentAsync(Token)).Length);
        }

        streams[0].Dispose();

        Assert.Equal(Md5Lanes.BufferBytes, (await streams[1].RentAsync(Token)).Length);
    }

    [Fact]
    public async Task A_disposed_stream_takes_nothing()
    {
        var stream = _lanes.Open();
        var buffer = await stream.RentAsync(Token);
        stream.Dispose();

        Assert.Throws<ObjectDisposedException>(() => stream.Append(buffer, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.RentAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.DigestAsync());
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        using var stream = _lanes.Open();
        await stream.WriteAsync(Streams.Bytes(10, 1));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.RentAsync(cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await stream.FinishAsync(isPatient: false, cancelled));

        Assert.Equal(Digest.Of(Streams.Bytes(10, 1)), await stream.DigestAsync());
    }
}
