using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class EntityTagTests : SimulatorTest
{
    [Fact]
    public async Task Cached_response_gets_304_without_a_body()
    {
        Publish(SimulatedContent.Pattern(100, seed: 5));
        using var first = await GetAsync(Api("articles/7"));

        using var again = await GetAsync(
            Api("articles/7"), ("If-None-Match", Header(first, "ETag")!));

        Assert.Equal("Tue, 30 May 2023 11:14:17 GMT", Header(first, "Last-Modified"));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(Header(first, "ETag"), Header(again, "ETag"));
        Assert.Empty(await BytesOf(again));
    }

    [Fact]
    public async Task Changed_response_has_a_new_ETag()
    {
        Publish(SimulatedContent.Pattern(100, seed: 5));
        using var first = await GetAsync(Api("articles/7"));
        Publish(SimulatedContent.Pattern(100, seed: 6));

        using var again = await GetAsync(
            Api("articles/7"), ("If-None-Match", Header(first, "ETag")!));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.NotEqual(Header(first, "ETag"), Header(again, "ETag"));
    }

    [Fact]
    public async Task Each_page_of_a_list_has_its_own_ETag()
    {
        Publish(FileOf(SimulatedContent.Empty, 1), FileOf(SimulatedContent.Empty, 2));

        using var first = await GetAsync(Api("articles/7/files?page_size=1&page=1"));
        using var second = await GetAsync(Api("articles/7/files?page_size=1&page=2"));

        Assert.NotEqual(Header(first, "ETag"), Header(second, "ETag"));
    }
}
