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
    public async Task Range_is_sent_with_its_Content_Range(string range, int from, int to)
    {
        var bytes = Publish(_content);

        using var response = await GetAsync(await PresignAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{to}/100", Header(response, "Content-Range"));
        Assert.Equal(to - from + 1, response.Content.Headers.ContentLength);
        Assert.Equal(bytes[from..(to + 1)], await BytesOf(response));
    }

    [Theory]
    [InlineData("bytes=100-")]
    [InlineData("bytes=100-200")]
    [InlineData("bytes=-0")]
    public async Task Range_beyond_the_end_gets_416_with_the_length(string range)
    {
        Publish(_content);

        using var response = await GetAsync(await PresignAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */100", Header(response, "Content-Range"));
        Assert.Equal("application/xml", Header(response, "Content-Type"));
        Assert.Contains("<Code>InvalidRange</Code>", await response.Content.ReadAsStringAsync(Stop), default);
    }

    [Theory]
    [InlineData("bytes=5-9,20-29")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=9-5")]
    [InlineData("bytes")]
    public async Task Invalid_range_is_ignored(string range)
    {
        var bytes = Publish(_content);

        using var response = await GetAsync(await PresignAsync(), ("Range", range));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Header(response, "Content-Range"));
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Range_is_sent_if_the_ETag_is_unchanged()
    {
        Publish(_content);

        using var response = await GetAsync(
            await PresignAsync(), ("Range", "bytes=50-"), ("If-Range", _content.ETag));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(_content.ETag, Header(response, "ETag"));
    }

    [Theory]
    [InlineData("\"another\"")]
    [InlineData("W/")]
    [InlineData("Tue, 30 May 2023 11:14:17 GMT")]
    public async Task Whole_file_is_sent_if_the_ETag_has_changed(string tag)
    {
        var bytes = Publish(_content);
        var ifRange = tag == "W/" ? tag + _content.ETag : tag;

        using var response = await GetAsync(
            await PresignAsync(), ("Range", "bytes=50-"), ("If-Range", ifRange));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Range_beyond_a_changed_file_gets_the_whole_new_file()
    {
        Publish(_content);
        var bytes = Publish(SimulatedContent.Pattern(20, seed: 3));

        using var response = await GetAsync(
            await PresignAsync(), ("Range", "bytes=50-"), ("If-Range", _content.ETag));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Empty_file_is_sent_without_ranges()
    {
        Publish(SimulatedContent.Empty);

        using var whole = await GetAsync(await PresignAsync());
        using var range = await GetAsync(await PresignAsync(), ("Range", "bytes=0-"));

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(0, whole.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, range.StatusCode);
        Assert.Equal("bytes */0", Header(range, "Content-Range"));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task Headers_are_those_of_an_object_uploaded_in_parts()
    {
        Publish(new SimulatedFile { Id = FileId, Name = "naïve \"plate\".bin", Content = _content });

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal("bytes", Header(response, "Accept-Ranges"));
        Assert.Matches("^\"[0-9a-f]{32}-1\"$", Header(response, "ETag"));
        Assert.Equal("application/octet-stream", Header(response, "Content-Type"));
        Assert.Equal("attachment;filename=\"na_ve _plate_.bin\"", Header(response, "Content-Disposition"));
    }
}
