using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class PagingTests : SimulatorTest
{
    [Theory]
    [InlineData("", 1, 10)]
    [InlineData("?page_size=25", 1, 25)]
    [InlineData("?page=3&page_size=10", 21, 5)]
    [InlineData("?page=2", 11, 10)]
    [InlineData("?page=4", 0, 0)]
    [InlineData("?limit=3", 1, 3)]
    [InlineData("?offset=20", 21, 5)]
    [InlineData("?limit=2&offset=7", 8, 2)]
    [InlineData("?page_size=1000", 1, 25)]
    [InlineData("?limit=1000&offset=5000", 0, 0)]
    [InlineData("?page=5000&page_size=1000", 0, 0)]
    public async Task List_returns_the_requested_page(string query, int first, int count)
    {
        Publish25();

        foreach (var list in new[] { "articles/7/files", "articles/7/versions/1/files" })
        {
            var files = await JsonAsync(list + query);

            Assert.Equal(
                Enumerable.Range(first, count),
                files.EnumerateArray().Select(file => file.GetProperty("id").GetInt32()));
        }
    }

    [Theory]
    [InlineData("page=0", "page must be an integer between 1 and 5000")]
    [InlineData("page=5001", "page must be an integer between 1 and 5000")]
    [InlineData("page_size=0", "page_size must be an integer between 1 and 1000")]
    [InlineData("page_size=1001", "page_size must be an integer between 1 and 1000")]
    [InlineData("page_size=many", "page_size must be an integer between 1 and 1000")]
    [InlineData("page_size=", "page_size must be an integer between 1 and 1000")]
    [InlineData("limit=-1", "limit must be an integer between 1 and 1000")]
    [InlineData("limit=1001", "limit must be an integer between 1 and 1000")]
    [InlineData("offset=5001", "offset must be an integer between 0 and 5000")]
    [InlineData("offset=99999999999", "offset must be an integer between 0 and 5000")]
    [InlineData("page=1&limit=10", "page and page_size cannot be used together with limit and offset")]
    [InlineData("page_size=10&offset=0", "page and page_size cannot be used together with limit and offset")]
    public async Task Invalid_page_gets_422(string query, string message)
    {
        Publish25();

        using var response = await GetAsync(Api("articles/7/files?" + query));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("UnprocessableEntity", error.GetProperty("code").GetString());
    }

    private void Publish25() =>
        Publish([.. Enumerable.Range(1, 25).Select(id => FileOf(SimulatedContent.Empty, id))]);
}
