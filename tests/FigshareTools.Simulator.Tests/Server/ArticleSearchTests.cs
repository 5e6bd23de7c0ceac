using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class ArticleSearchTests : SimulatedApiTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 1,
            Title = "Stem cell images",
            Doi = "10.35092/nih.1",
            Handle = "111184/figshare.1",
            Keywords = ["Cell Painting", "cancer"],
            Authors = [new SimulatedAuthor(1, "Gregory", "Way", "0000-0002-0503-9348")],
            InstitutionId = 7,
            InstitutionStringId = "nih",
            GroupId = 70,
            Published = Day(1),
            Modified = Day(9),
            Versions =
            [
                new SimulatedVersion { Number = 1, Files = [File(10)] },
                new SimulatedVersion { Number = 2, Files = [File(10), File(11, "plate.SQLITE")] },
            ],
        });
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 2,
            Title = "Cell counts with the stem removed",
            Doi = "10.6084/m9.figshare.2",
            DefinedType = 9,
            Published = Day(2),
            Modified = Day(2),
            Versions = OneVersion(File(20)),
        });
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 3,
            Title = "Weather",
            Doi = "10.1371/journal.pone.3.s001",
            HasVersionedDoi = false,
            Description = "<p>Rain on a <b>painting</b></p>",
            Published = Day(3),
            Modified = Day(3),
            Versions = OneVersion(File(30, "rain.csv")),
        });
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4, Title = "Stem cell secrets", Doi = "", IsPublic = false, Versions = OneVersion(File(40)),
        });
        Figshare.Catalog.Add(new SimulatedProject { Id = 50, Title = "Cells", ArticleIds = [2, 4] });
    }

    [Theory]
    [InlineData("", new long[] { 3, 2, 1 })]
    [InlineData("?order_direction=asc", new long[] { 1, 2, 3 })]
    [InlineData("?order=modified_date", new long[] { 1, 3, 2 })]
    [InlineData("?order=views&order_direction=asc", new long[] { 1, 2, 3 })]
    [InlineData("?page=2&page_size=2", new long[] { 1 })]
    [InlineData("?limit=1&offset=1", new long[] { 2 })]
    [InlineData("?limit=1&offset=3", new long[0])]
    [InlineData("?institution=7", new long[] { 1 })]
    [InlineData("?group=70", new long[] { 1 })]
    [InlineData("?group=71", new long[0])]
    [InlineData("?item_type=9", new long[] { 2 })]
    [InlineData("?published_since=2026-01-02", new long[] { 3, 2 })]
    [InlineData("?modified_since=2026-01-03T00:00:01Z", new long[] { 1 })]
    [InlineData("?handle=111184/figshare.1", new long[] { 1 })]
    [InlineData("?doi=10.35092/nih.1", new long[] { 1 })]
    [InlineData("?doi=10.35092/NIH.1.v1", new long[] { 1 })]
    [InlineData("?doi=10.35092/nih.1.v3", new long[0])]
    [InlineData("?doi=10.1371/journal.pone.3.s001", new long[] { 3 })]
    public async Task Lists_are_filtered_sorted_and_paged(string query, long[] expected) =>
        Assert.Equal(expected, (await GetAsync("/articles" + query)).Ids);

    [Theory]
    [InlineData("cell", new long[] { 2, 1 })]
    [InlineData("weather cancer", new long[] { 3, 1 })]
    [InlineData("\"stem cell\"", new long[] { 1 })]
    [InlineData("painting AND rain", new long[] { 3 })]
    [InlineData("painting AND NOT rain", new long[] { 1 })]
    [InlineData("painting NOT rain", new long[] { 1 })]
    [InlineData("weather OR cell AND cancer", new long[] { 3, 1 })]
    [InlineData("(weather OR cell) AND stem", new long[] { 2, 1 })]
    [InlineData(":title: stem weather", new long[] { 3, 2, 1 })]
    [InlineData(":title: \"stem cell\"", new long[] { 1 })]
    [InlineData(":tag: cell painting", new long[] { 1 })]
    [InlineData(":tag: cell", new long[0])]
    [InlineData(":author: Gregory Way", new long[] { 1 })]
    [InlineData(":Author: John Doe AND :item_type: software", new long[] { 2 })]
    [InlineData(":orcid: 0000-0002-0503-9348", new long[] { 1 })]
    [InlineData(":doi: 10.6084/m9.figshare.2.v1", new long[] { 2 })]
    [InlineData(":institution: nih OR :title: weather", new long[] { 3, 1 })]
    [InlineData(":extension: sqlite AND :institution: nih", new long[] { 1 })]
    [InlineData(":item_type: dataset", new long[] { 3, 1 })]
    [InlineData(":description: \"a painting\"", new long[0])]
    [InlineData(":description: painting", new long[] { 3 })]
    [InlineData(":search term: stem cell", new long[] { 1 })]
    public async Task Search_supports_the_documented_language(string searchFor, long[] expected) =>
        Assert.Equal(expected, (await SearchAsync("/articles/search", new() { ["search_for"] = searchFor })).Ids);

    [Fact]
    public async Task Search_accepts_filters_in_its_body()
    {
        JsonObject[] bodies =
        [
            new() { ["doi"] = "10.6084/m9.figshare.2" },
            new() { ["item_type"] = 9, ["search_for"] = null },
            new() { ["project_id"] = 50 },
            new() { ["order"] = "modified_date", ["order_direction"] = "asc", ["limit"] = 1 },
        ];

        foreach (var body in bodies)
        {
            var response = await SearchAsync("/articles/search", body);

            Assert.Equal([2], response.Ids);
            Assert.Equal(50, (int)response.Body![0]!["project_id"]!);
        }
    }

    [Theory]
    [InlineData("page=1&limit=1")]
    [InlineData("page_size=1001")]
    [InlineData("offset=5001")]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("order=name")]
    [InlineData("order_direction=up")]
    [InlineData("published_since=yesterday")]
    [InlineData("item_type=dataset")]
    public async Task Invalid_parameters_are_refused(string query) =>
        Assert.Equal(HttpStatusCode.UnprocessableContent, (await GetAsync("/articles?" + query)).Status);

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":"ab"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":":colour: red"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":":title:"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":"(stem"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":"stem AND"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"search_for":"stem )"}""", HttpStatusCode.UnprocessableContent)]
    [InlineData("""{"page":1,"offset":1}""", HttpStatusCode.UnprocessableContent)]
    public async Task Invalid_searches_are_refused(string body, HttpStatusCode expected) =>
        Assert.Equal(expected, (await SendAsync(HttpMethod.Post, "/articles/search", body)).Status);

    [Fact]
    public async Task Lists_contain_the_short_form_with_its_empty_values()
    {
        var item = (await GetAsync("/articles?item_type=9")).Body![0]!;

        Assert.Null(item["files"]);
        Assert.Equal("10.6084/m9.figshare.2.v1", (string)item["doi"]!);
        Assert.Equal("software", (string)item["defined_type_name"]!);
        Assert.Equal(0, (int)item["group_id"]!);
        Assert.Equal("", (string)item["resource_title"]!);
    }

    [Fact]
    public async Task Article_has_the_host_and_the_type_of_its_page()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 5,
            Title = "A talk: cells",
            Doi = "10.5522/04/5",
            DefinedType = 14,
            InstitutionHost = "rdr.ucl.ac.uk",
            Versions = OneVersion(),
        });

        var article = (await GetAsync("/articles/5")).Body!;

        Assert.Equal(
            "https://rdr.ucl.ac.uk/articles/conference_contribution/A_talk__cells/5",
            (string)article["url_public_html"]!);
        Assert.EndsWith("Conference contribution. https://doi.org/10.5522/04/5.v1", (string)article["citation"]!);
    }

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);
}
