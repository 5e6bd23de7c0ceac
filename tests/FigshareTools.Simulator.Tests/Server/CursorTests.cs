using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class CursorTests : SimulatedApiTest
{
    private const int Articles = 9_500;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var id in Enumerable.Range(1, Articles))
        {
            Figshare.Catalog.Add(Article(id));
        }
    }

    [Fact]
    public async Task Paging_ends_at_9000()
    {
        var last = await GetAsync("/articles?page=9&page_size=1000");
        var beyond = await GetAsync("/articles?page=10&page_size=1000");

        Assert.Equal(501, last.Ids[^1]);
        Assert.Equal(HttpStatusCode.BadRequest, beyond.Status);
        Assert.Equal("Max page reached. Please narrow down your search", beyond.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cursor_continues_beyond_9000(bool search)
    {
        var ids = new List<long>();
        var response = await PageAsync(search, null);
        while (response.Ids.Length > 0)
        {
            ids.AddRange(response.Ids);
            Assert.InRange(ids.Count, 1, Articles);

            // An article that is added now does not change the list of the cursor.
            Figshare.Catalog.Add(Article(100_000 + ids.Count));
            response = await PageAsync(search, response.Cursor);
        }

        Assert.Equal(Enumerable.Range(1, Articles).Reverse().Select(id => (long)id), ids);
    }

    [Theory]
    [InlineData("limit=5", HttpStatusCode.OK)]
    [InlineData("page_size=5", HttpStatusCode.OK)]
    [InlineData("limit=5&offset=5", HttpStatusCode.UnprocessableContent)]
    [InlineData("page=2", HttpStatusCode.UnprocessableContent)]
    public async Task Cursor_allows_a_limit_but_no_offset(string query, HttpStatusCode expected)
    {
        var first = await GetAsync("/articles?limit=2");

        var next = await GetAsync("/articles?" + query, ("X-Cursor", first.Cursor!));

        Assert.Equal(expected, next.Status);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal([9498, 9497, 9496, 9495, 9494], next.Ids);
        }
    }

    [Fact]
    public async Task Cursor_continues_after_an_offset_and_can_be_reused()
    {
        var first = await GetAsync("/articles?limit=2&offset=4");
        var second = await GetAsync("/articles?limit=2", ("X-Cursor", first.Cursor!));
        var again = await GetAsync("/articles?limit=2", ("X-Cursor", first.Cursor!));

        Assert.Equal([9494, 9493], second.Ids);
        Assert.Equal(second.Ids, again.Ids);
        Assert.NotEqual(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task Unknown_cursor_is_refused() => Assert.Equal(
        HttpStatusCode.UnprocessableContent,
        (await GetAsync("/articles", ("X-Cursor", "6d7e1c4e-0000-0000-0000-000000000000"))).Status);

    private Task<SimulatedResponse> PageAsync(bool search, string? cursor)
    {
        (string, string)[] headers = cursor is null ? [] : [("X-Cursor", cursor)];
        return search
            ? SearchAsync("/articles/search", new JsonObject { ["search_for"] = "plates", ["limit"] = 1000 }, headers)
            : GetAsync("/articles?limit=1000", headers);
    }

    private static SimulatedArticle Article(long id) => new()
    {
        Id = id, Title = "Plates", Doi = $"10.6084/m9.figshare.{id}", Versions = OneVersion(),
    };
}
