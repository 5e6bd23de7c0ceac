using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class CollectionAndProjectTests : SimulatedApiTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var id in Enumerable.Range(1, 12))
        {
            Figshare.Catalog.Add(new SimulatedArticle
            {
                Id = id,
                Title = $"Plate {id}",
                Doi = $"10.6084/m9.figshare.{id}",
                IsPublic = id != 2,
                Versions = OneVersion(File(100 + id)),
            });
        }

        long[] ids = [12, .. Enumerable.Range(1, 11), 999];
        Figshare.Catalog.Add(new SimulatedCollection
        {
            Id = 4362224,
            Title = "All plates",
            Doi = "10.6084/m9.figshare.c.4362224",
            Version = 3,
            Keywords = ["plates"],
            ArticleIds = ids,
        });
        Figshare.Catalog.Add(new SimulatedCollection
        {
            Id = 5, Title = "Nothing", Doi = "10.25384/sage.c.5", ArticleIds = [],
        });
        Figshare.Catalog.Add(new SimulatedProject { Id = 64916, Title = "Screen 1", ArticleIds = ids });
    }

    [Theory]
    [InlineData("?doi=10.6084/m9.figshare.c.4362224", new long[] { 4362224 })]
    [InlineData("?doi=10.6084/m9.figshare.c.4362224.v2", new long[] { 4362224 })]
    [InlineData("?doi=10.6084/m9.figshare.c.4362224.v4", new long[0])]
    [InlineData("?order_direction=asc", new long[] { 5, 4362224 })]
    public async Task Collections_are_found_by_DOI(string query, long[] expected) =>
        Assert.Equal(expected, (await GetAsync("/collections" + query)).Ids);

    [Fact]
    public async Task Collections_can_be_searched()
    {
        var byWord = await SearchAsync("/collections/search", new JsonObject { ["search_for"] = ":tag: plates" });
        var byDoi = await SearchAsync("/collections/search", new JsonObject { ["doi"] = "10.25384/sage.c.5.v1" });

        Assert.Equal([4362224], byWord.Ids);
        Assert.Equal([5], byDoi.Ids);
        Assert.NotNull(byWord.Cursor);
    }

    [Fact]
    public async Task Collection_has_versions()
    {
        var collection = await GetAsync("/collections/4362224");
        var versions = await GetAsync("/collections/4362224/versions");
        var first = await GetAsync("/collections/4362224/versions/1");
        var beyond = await GetAsync("/collections/4362224/versions/4");

        Assert.Equal(3, (int)collection.Body!["version"]!);
        Assert.Equal(11, (int)collection.Body["articles_count"]!);
        Assert.Equal([1, 2, 3], versions.Body!.AsArray().Select(version => (int)version!["version"]!));
        Assert.Equal("10.6084/m9.figshare.c.4362224.v1", (string)first.Body!["doi"]!);
        Assert.Equal(HttpStatusCode.NotFound, beyond.Status);
    }

    [Theory]
    [InlineData("/collections/4362224/articles")]
    [InlineData("/projects/64916/articles")]
    public async Task Articles_are_paged_without_files_and_private_articles(string path)
    {
        var first = await GetAsync(path);
        var second = await GetAsync(path + "?page=2");
        var all = await GetAsync(path + "?limit=1000");

        Assert.Equal([12, 1, 3, 4, 5, 6, 7, 8, 9, 10], first.Ids);
        Assert.Equal([11], second.Ids);
        Assert.Equal(11, all.Ids.Length);
        Assert.Null(first.Body![0]!["files"]);
        Assert.Equal(HttpStatusCode.UnprocessableContent, (await GetAsync(path + "?page=1&limit=1")).Status);
    }

    [Fact]
    public async Task Project_has_its_properties()
    {
        var project = (await GetAsync("/projects/64916")).Body!;

        Assert.Equal("https://figshare.com/projects/Screen_1/64916", (string)project["figshare_url"]!);
    }

    [Theory]
    [InlineData("/collections/6", HttpStatusCode.NotFound)]
    [InlineData("/collections/6/articles", HttpStatusCode.NotFound)]
    [InlineData("/collections/x", HttpStatusCode.BadRequest)]
    [InlineData("/projects/6", HttpStatusCode.NotFound)]
    [InlineData("/projects/0/articles", HttpStatusCode.BadRequest)]
    public async Task Unknown_ids_are_refused(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await GetAsync(path)).Status);
}
