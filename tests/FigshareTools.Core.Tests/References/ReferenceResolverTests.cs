using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Pacing;
using FigshareTools.References;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.References;

public sealed class ReferenceResolverTests : IAsyncLifetime, IDisposable
{
    private readonly FigshareHttp _http = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CollectingLog _log = new();
    private CannedApi _api = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await CannedApi.StartAsync(Stop);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("9995672.v5")]
    [InlineData("https://nih.figshare.com/articles/dataset/Title/9995672")]
    [InlineData("https://ndownloader.figshare.com/files/123")]
    [InlineData("https://figshare.com/projects/Title/64916")]
    public async Task A_complete_reference_needs_no_request(string pasted)
    {
        Assert.Equal(FigshareReference.Parse(pasted), await ResolveAsync(pasted));
        Assert.Empty(_api.Requests);
    }

    [Theory]
    [InlineData("10.6084/m9.figshare.14763051", "10.6084/m9.figshare.14763051.v1", null)]
    [InlineData("10.6084/m9.figshare.14763051.v1", "10.6084/m9.figshare.14763051.v1", 1)]
    [InlineData("10.6084/m9.figshare.14763051.v1", "10.6084/m9.figshare.14763051.v3", 1)]
    [InlineData("10.35092/yhjc.9995672.v5", "10.35092/YHJC.9995672", 5)]
    [InlineData("10.6084/m9.figshare.c.3691663_d31.v1", "10.6084/m9.figshare.c.3691663_d31.v1", 1)]
    public async Task A_DOI_is_resolved_to_its_article(string pasted, string apiDoi, int? version)
    {
        _api.Responses[$"articles?doi={pasted}"] = $$"""[{"id":4653304,"doi":"{{apiDoi}}","handle":"","new":null}]""";

        Assert.Equal(new FigshareReference.Article(4653304, version), await ResolveAsync(pasted));
        Assert.Equal([$"DOI {pasted} is article 4653304{(version is null ? "" : $" version {version}")}"], _log.Messages);
    }

    [Fact]
    public async Task A_DOI_is_also_searched_without_its_version()
    {
        _api.Responses["articles?doi=10.35092/yhjc.9995672"] = """[{"id":9995672,"doi":"10.35092/yhjc.9995672.v6"}]""";

        Assert.Equal(new FigshareReference.Article(9995672, 5), await ResolveAsync("10.35092/yhjc.9995672.v5"));
        Assert.Equal(["articles?doi=10.35092/yhjc.9995672.v5", "articles?doi=10.35092/yhjc.9995672"], _api.Requests);
    }

    [Fact]
    public async Task A_DOI_can_belong_to_a_collection()
    {
        _api.Responses["collections?doi=10.25384/sage.c.5183541.v1"] =
            """[{"id":5183541,"doi":"10.25384/sage.c.5183541.v1"}]""";

        Assert.Equal(new FigshareReference.Collection(5183541, 1), await ResolveAsync("10.25384/sage.c.5183541.v1"));
    }

    [Fact]
    public async Task A_response_with_other_DOIs_is_ignored()
    {
        _api.Responses["articles?doi=10.25375/uct.x"] =
            """[{"id":1,"doi":"10.25375/uct.y"},{"id":2,"doi":null},{"id":3,"doi":""},{"id":4,"doi":"10.25375/uct.x.v2"}]""";

        Assert.Equal(new FigshareReference.Article(4), await ResolveAsync("10.25375/uct.x"));
    }

    [Theory]
    [InlineData("10.1184/r1/6475457", "articles/6475457", "10.1184/R1/6475457.v1", "article 6475457")]
    [InlineData("10.25375/uct.16738333.v1", "articles/16738333", "10.25375/uct.16738333.v2", "article 16738333 version 1")]
    [InlineData("10.6084/m9.figshare.c.4362224.v1", "collections/4362224", "10.6084/m9.figshare.c.4362224.v1",
        "collection 4362224 version 1")]
    public async Task An_id_in_a_DOI_counts_if_the_API_confirms_it(
        string pasted, string asked, string apiDoi, string expected)
    {
        _api.Responses[asked] = $$"""{"id":{{asked.Split('/')[1]}},"doi":"{{apiDoi}}"}""";

        Assert.Equal(expected, (await ResolveAsync(pasted)).ToString());
    }

    [Theory]
    [InlineData("10.1234/paper.9995672", """{"id":9995672,"doi":"10.35092/yhjc.9995672.v5"}""")]
    [InlineData("10.1234/paper.9995672.v2", """{"id":9995672,"doi":""}""")]
    [InlineData("10.6084/m9.figshare.19995672", """{"id":9995672,"doi":"10.6084/m9.figshare.19995672"}""")]
    public async Task An_id_in_a_DOI_is_ignored_without_confirmation(string pasted, string article)
    {
        _api.Responses["articles/9995672"] = article;

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ResolveAsync(pasted));

        Assert.Equal(FigshareErrorId.NotFound, failure.ErrorId);
        Assert.Equal(
            $"Figshare knows no public article or collection with the DOI {pasted}; check it for typing errors, and if it is "
            + "a paper's, give the DOI that the paper names for its data.", failure.Message);
    }

    [Fact]
    public async Task The_number_of_a_collections_file_is_not_an_id()
    {
        await Assert.ThrowsAsync<FigshareException>(() => ResolveAsync("10.6084/m9.figshare.c.3691663_d31.v1"));

        Assert.All(_api.Requests, asked => Assert.Contains("?doi=", asked, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("articles", "article 1234")]
    [InlineData("collections", "collection 1234")]
    public async Task A_handle_is_resolved_to_its_item(string kind, string expected)
    {
        _api.Responses[$"{kind}?handle=111184/figshare.1234"] =
            """[{"id":1,"handle":""},{"id":1234,"handle":"111184/Figshare.1234"}]""";

        Assert.Equal(expected, (await ResolveAsync("111184/figshare.1234")).ToString());
    }

    [Fact]
    public async Task An_unknown_handle_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<FigshareException>(() => ResolveAsync("hdl:2134/12345"));

        Assert.Equal(FigshareErrorId.NotFound, failure.ErrorId);
        Assert.Contains("handle 2134/12345", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://rdr.ucl.ac.uk/articles/dataset/T/5/2", "articles/5", "url_public_html", "article 5 version 2")]
    [InlineData("https://www.rdr.ucl.ac.uk/articles/T/5?file=7", "articles/5", "url_public_html", "file 7 of article 5")]
    [InlineData("https://rdr.ucl.ac.uk/projects/T/5", "projects/5", "figshare_url", "project 5")]
    [InlineData("https://rdr.ucl.ac.uk/collections/T/5", "collections/5/articles", "url_public_html", "collection 5")]
    public async Task A_custom_domain_counts_if_the_API_confirms_it(string pasted, string asked, string field, string expected)
    {
        var item = $$"""{"id":5,"{{field}}":"https://RDR.ucl.ac.uk/articles/dataset/T/5"}""";
        _api.Responses[asked] = asked.EndsWith("/articles", StringComparison.Ordinal) ? $"[{item}]" : item;

        var resolved = await ResolveAsync(pasted);

        Assert.Equal(expected, resolved.ToString());
        Assert.Null(resolved.Host);
    }

    [Theory]
    [InlineData("https://example.org/articles/T/5", "articles/5", """{"id":5,"url_public_html":"https://rdr.ucl.ac.uk/x/5"}""",
        "Figshare has article 5 at https://rdr.ucl.ac.uk/x/5, and does not confirm that example.org is one of its "
        + "sites")]
    [InlineData("https://example.org/articles/T/5?file=7", "articles/5", """{"id":5,"url_public_html":null}""",
        "Figshare has no address of file 7 of article 5, and does not confirm that example.org")]
    [InlineData("https://example.org/collections/T/5", "collections/5/articles", "[]",
        "Figshare has no address of collection 5, and does not confirm that example.org")]
    public async Task A_custom_domain_is_refused_without_confirmation(string pasted, string asked, string answer, string expected)
    {
        _api.Responses[asked] = answer;

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ResolveAsync(pasted));

        Assert.Equal(FigshareErrorId.InvalidReference, failure.ErrorId);
        Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_item_on_a_custom_domain_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<FigshareException>(() => ResolveAsync("https://example.org/articles/T/5"));

        Assert.Equal(FigshareErrorId.NotFound, failure.ErrorId);
        Assert.StartsWith("article 5 at example.org: ", failure.Message, StringComparison.Ordinal);
    }

    private Task<FigshareReference> ResolveAsync(string pasted)
    {
        var endpoints = FigshareEndpoints.Figshare with { ApiUri = _api.Uri };
        var client = new FigshareClient(new JsonRequests(
            _http, new ApiAccess(endpoints, Token: null, endpoints.NewCircuits(TimeSpan.Zero, new PaceOptions(), TimeProvider.System)),
            new RetryPolicy(0, TimeProvider.System), ApiRateLimiter.Shared, cache: null));
        return new ReferenceResolver(client).ResolveAsync(FigshareReference.Parse(pasted), _log, Stop);
    }
}
