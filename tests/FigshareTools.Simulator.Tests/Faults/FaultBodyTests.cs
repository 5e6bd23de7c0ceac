using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

/// <summary>The client's view of the faults whose body ends.</summary>
public class FaultBodyTests : SimulatorTest
{
    private const int Length = 300_000;

    private readonly SimulatedContent _content = SimulatedContent.Pattern(Length, seed: 21);

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Length)]
    public async Task Short_body_ends_without_an_error(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.ShortBody(sent));

        using var response = await BeginAsync(await PresignAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal(bytes[..sent], await BytesOf(response));
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task Body_without_a_length_is_complete()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.NoContentLength());

        using var response = await BeginAsync(await PresignAsync());

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Dripping_body_is_complete_in_the_end()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Drip(bytesPerSecond: 2_000_000));

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(bytes, await BytesOf(response));
        Assert.Equal(1, Figshare.Faults.All[0].Hits);
    }

    [Fact]
    public async Task File_has_a_new_ETag_in_each_response()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.NewEntityTag() with { Times = 2 });

        using var first = await GetAsync(await PresignAsync());
        using var second = await GetAsync(
            await PresignAsync(), ("Range", "bytes=10-"), ("If-Range", Header(first, "ETag")!));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(Header(first, "ETag"), Header(second, "ETag"));
        Assert.Equal(bytes, await BytesOf(second));
    }

    [Fact]
    public async Task Encoded_body_says_so_in_its_headers()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Encoded());

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal("gzip", Header(response, "Content-Encoding"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Length + 10)]
    public async Task File_of_a_wrong_length_keeps_the_ETag(int length)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongLength(length));

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(length, response.Content.Headers.ContentLength);
        Assert.Equal(_content.ETag, Header(response, "ETag"));
        Array.Resize(ref bytes, length);
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Range_beyond_a_truncated_file_gets_416()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.WrongLength(10));

        using var response = await GetAsync(await PresignAsync(), ("Range", "bytes=10-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */10", Header(response, "Content-Range"));
    }

    [Fact]
    public async Task Ignored_range_gets_the_whole_file()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.IgnoreRange());

        using var response = await GetAsync(await PresignAsync(), ("Range", "bytes=1000-"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Header(response, "Content-Range"));
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Theory]
    [InlineData("bytes=1000-", 999, Length - 1)]
    [InlineData("bytes=1000-1999", 999, 1998)]
    [InlineData("bytes=0-", 1, Length - 1)]
    [InlineData("bytes=0-9", 1, 10)]
    [InlineData(null, 1, Length - 1)]
    public async Task Wrong_range_is_shifted_by_one_byte_with_a_correct_Content_Range(string? range, int from, int to)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongRange());

        using var response = range is null
            ? await GetAsync(await PresignAsync())
            : await GetAsync(await PresignAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{to}/{Length}", Header(response, "Content-Range"));
        Assert.Equal(bytes[from..(to + 1)], await BytesOf(response));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(262_144, null)]
    [InlineData(Length - 1, null)]
    [InlineData(1500, "bytes=1000-1999")]
    [InlineData(500, "bytes=1000-1999")]
    public async Task Wrong_byte_keeps_the_ETag(int position, string? range)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.WrongBytes(position));

        using var response = range is null
            ? await GetAsync(await PresignAsync())
            : await GetAsync(await PresignAsync(), ("Range", range));

        Assert.Equal(_content.ETag, Header(response, "ETag"));
        bytes[position] ^= 0xFF;
        Assert.Equal(range is null ? bytes : bytes[1000..2000], await BytesOf(response));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task Graceful_close_delivers_exactly_the_bytes_before_it(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Close(sent));

        using var response = await BeginAsync(await PresignAsync());
        using var received = new MemoryStream();
        var failure = await Assert.ThrowsAsync<HttpIOException>(() => CopyAsync(response, received));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(Length, response.Content.Headers.ContentLength);
        Assert.Equal(bytes[..sent], received.ToArray());
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task Close_after_the_end_of_the_body_has_no_effect()
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Close(Length + 1));

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(bytes, await BytesOf(response));
    }

    private static async Task CopyAsync(HttpResponseMessage response, Stream target)
    {
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        await body.CopyToAsync(target, Stop);
    }
}
