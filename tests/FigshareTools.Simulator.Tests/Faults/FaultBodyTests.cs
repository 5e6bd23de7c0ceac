using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

/// <summary>Each fault of a body that comes to an end, as a client sees it.</summary>
public class FaultBodyTests : SimulatorTest
{
    private const int Length = 300_000;

    private readonly SimulatedContent _content = SimulatedContent.Pattern(Length, seed: 21);

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Length)]
    public async Task A_short_body_ends_as_if_it_were_whole(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.ShortBody(sent));

        using HttpResponseMessage answer = await BeginAsync(await LinkAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentLength);
        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal(bytes[..sent], await BytesOf(answer));
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task A_body_without_a_length_is_whole_all_the_same()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.NoContentLength());

        using HttpResponseMessage answer = await BeginAsync(await LinkAsync());

        Assert.Null(answer.Content.Headers.ContentLength);
        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Length + 10)]
    public async Task A_file_of_a_wrong_length_passes_for_the_right_one(int length)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongLength(length));

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal(length, answer.Content.Headers.ContentLength);
        Assert.Equal(_content.ETag, Header(answer, "ETag"));
        Array.Resize(ref bytes, length);
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Fact]
    public async Task A_range_beyond_a_file_that_was_cut_is_answered_416()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.WrongLength(10));

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Range", "bytes=10-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */10", Header(answer, "Content-Range"));
    }

    [Fact]
    public async Task A_range_that_is_ignored_brings_the_whole_file()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.IgnoreRange());

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Range", "bytes=1000-"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(Header(answer, "Content-Range"));
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Theory]
    [InlineData("bytes=1000-", 999, Length - 1)]
    [InlineData("bytes=1000-1999", 999, 1998)]
    [InlineData("bytes=0-", 1, Length - 1)]
    [InlineData("bytes=0-9", 1, 10)]
    [InlineData(null, 1, Length - 1)]
    public async Task A_wrong_range_begins_a_byte_beside_and_says_so(string? range, int from, int to)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongRange());

        using HttpResponseMessage answer = range is null
            ? await GetAsync(await LinkAsync())
            : await GetAsync(await LinkAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {from}-{to}/{Length}", Header(answer, "Content-Range"));
        Assert.Equal(bytes[from..(to + 1)], await BytesOf(answer));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(262_144, null)]
    [InlineData(Length - 1, null)]
    [InlineData(1500, "bytes=1000-1999")]
    [InlineData(500, "bytes=1000-1999")]
    public async Task One_byte_is_wrong_and_the_tag_is_right(int position, string? range)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongBytes(position));

        using HttpResponseMessage answer = range is null
            ? await GetAsync(await LinkAsync())
            : await GetAsync(await LinkAsync(), ("Range", range));

        Assert.Equal(_content.ETag, Header(answer, "ETag"));
        bytes[position] ^= 0xFF;
        Assert.Equal(range is null ? bytes : bytes[1000..2000], await BytesOf(answer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task A_connection_closed_in_good_order_brings_exactly_the_bytes_before(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Close(sent));

        using HttpResponseMessage answer = await BeginAsync(await LinkAsync());
        using var received = new MemoryStream();
        var failure = await Assert.ThrowsAsync<HttpIOException>(() => CopyAsync(answer, received));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(Length, answer.Content.Headers.ContentLength);
        Assert.Equal(bytes[..sent], received.ToArray());
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task A_close_after_more_bytes_than_there_are_is_none()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Close(Length + 1));

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal(bytes, await BytesOf(answer));
    }

    private static async Task CopyAsync(HttpResponseMessage answer, Stream target)
    {
        await using Stream body = await answer.Content.ReadAsStreamAsync(Stop);
        await body.CopyToAsync(target, Stop);
    }
}
