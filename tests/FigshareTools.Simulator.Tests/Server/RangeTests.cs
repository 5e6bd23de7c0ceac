using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class RangeTests : SimulatorTest
{
    private readonly SimulatedContent _content = SimulatedContent.Pattern(100, seed: 2);

    [Theory]
    [InlineData("bytes=10-19", 10, 19)]
    [InlineData("bytes=0-0", 0, 0)]
    [InlineData("bytes=90-", 90, 99)]
    [InlineData("bytes=0-", 0, 99)]
    [InlineData("bytes=95-1000", 95, 99)]
    [InlineData("bytes=-5", 95, 99)]
    [InlineData("bytes=-1000", 0, 99)]
    public async Task A_range_is_sent_and_named(string range, int from, int to)
    {
        var bytes = Publish(_content);

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {from}-{to}/100", Header(answer, "Content-Range"));
        Assert.Equal(to - from + 1, answer.Content.Headers.ContentLength);
        Assert.Equal(bytes[from..(to + 1)], await BytesOf(answer));
    }

    [Theory]
    [InlineData("bytes=100-")]
    [InlineData("bytes=100-200")]
    [InlineData("bytes=-0")]
    public async Task A_range_beyond_the_end_is_answered_416_with_the_length(string range)
    {
        Publish(_content);

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */100", Header(answer, "Content-Range"));
        Assert.Equal("application/xml", Header(answer, "Content-Type"));
        Assert.Contains("<Code>InvalidRange</Code>", await answer.Content.ReadAsStringAsync(Stop), default);
    }

    [Theory]
    [InlineData("bytes=5-9,20-29")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=9-5")]
    [InlineData("bytes")]
    public async Task A_range_that_storage_cannot_read_is_as_good_as_none(string range)
    {
        var bytes = Publish(_content);

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(Header(answer, "Content-Range"));
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Fact]
    public async Task A_range_holds_if_the_file_is_still_the_same()
    {
        Publish(_content);

        using HttpResponseMessage answer = await GetAsync(
            await LinkAsync(), ("Range", "bytes=50-"), ("If-Range", _content.ETag));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_content.ETag, Header(answer, "ETag"));
    }

    [Theory]
    [InlineData("\"another\"")]
    [InlineData("W/")]
    [InlineData("Tue, 30 May 2023 11:14:17 GMT")]
    public async Task With_any_other_tag_the_whole_file_is_sent(string tag)
    {
        var bytes = Publish(_content);
        var ifRange = tag == "W/" ? tag + _content.ETag : tag;

        using HttpResponseMessage answer = await GetAsync(
            await LinkAsync(), ("Range", "bytes=50-"), ("If-Range", ifRange));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Fact]
    public async Task An_old_tag_beyond_the_end_of_a_new_file_gets_the_new_file()
    {
        Publish(_content);
        var bytes = Publish(SimulatedContent.Pattern(20, seed: 3));

        using HttpResponseMessage answer = await GetAsync(
            await LinkAsync(), ("Range", "bytes=50-"), ("If-Range", _content.ETag));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Fact]
    public async Task An_empty_file_is_sent_whole_and_has_no_range()
    {
        Publish(SimulatedContent.Empty);

        using HttpResponseMessage whole = await GetAsync(await LinkAsync());
        using HttpResponseMessage range = await GetAsync(await LinkAsync(), ("Range", "bytes=0-"));

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(0, whole.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, range.StatusCode);
        Assert.Equal("bytes */0", Header(range, "Content-Range"));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task The_headers_are_those_of_an_object_uploaded_in_parts()
    {
        Publish(new SimulatedFile { Id = FileId, Name = "naïve \"plate\".bin", Content = _content });

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal("bytes", Header(answer, "Accept-Ranges"));
        Assert.Matches("^\"[0-9a-f]{32}-1\"$", Header(answer, "ETag"));
        Assert.Equal("application/octet-stream", Header(answer, "Content-Type"));
        Assert.Equal("attachment;filename=\"na_ve _plate_.bin\"", Header(answer, "Content-Disposition"));
    }
}
