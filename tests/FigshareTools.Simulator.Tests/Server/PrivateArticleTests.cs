using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class PrivateArticleTests : SimulatedApiTest
{
    private const string Key = "63fc1ada93e42e388e63";

    private static readonly SimulatedAccount s_owner = new(1000001, "0a1b2c-owner");
    private static readonly SimulatedAccount s_stranger = new(1000002, "0a1b2c-stranger");
    private static readonly SimulatedAccount s_barred = new(1000003, "0a1b2c-barred") { IsPermitted = false };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Figshare.Catalog.Add(s_stranger);
        Figshare.Catalog.Add(s_barred);
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 1,
            Title = "Draft",
            Doi = "",
            IsPublic = false,
            Owner = s_owner,
            PrivateLinks = [Key],
            Versions = OneVersion([.. Enumerable.Range(100, 12).Select(id => File(id))]),
        });
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 2,
            Title = "Published",
            Doi = "10.6084/m9.figshare.2",
            Owner = s_owner,
            IsEmbargoed = true,
            Versions = OneVersion(File(200)),
        });
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 3, Title = "Somebody's", Doi = "10.6084/m9.figshare.3", Versions = OneVersion(File(300)),
        });
    }

    [Fact]
    public async Task Owner_sees_drafts_and_hidden_files()
    {
        var own = await GetAsync("/account/articles", Token(s_owner));
        var draft = await GetAsync("/account/articles/1", Token(s_owner));
        var files = await GetAsync("/account/articles/1/files?page_size=1000", Token(s_owner));
        var file = await GetAsync("/account/articles/2/files/200", Token(s_owner));
        var found = await SearchAsync(
            "/account/articles/search", new JsonObject { ["search_for"] = "draft" }, Token(s_owner));

        Assert.Equal([2, 1], own.Ids);
        Assert.False((bool)draft.Body!["is_public"]!);
        Assert.Null(draft.Body["published_date"]);
        Assert.Equal(10, draft.Body["files"]!.AsArray().Count);
        Assert.Equal(12, files.Ids.Length);
        Assert.Equal("available", (string)file.Body!["status"]!);
        Assert.Equal([1], found.Ids);
    }

    [Fact]
    public async Task Token_can_be_in_the_query()
    {
        var own = await GetAsync($"/account/articles?access_token={s_owner.Token}");
        var token = await GetAsync($"/token?access_token={s_owner.Token}");

        Assert.Equal([2, 1], own.Ids);
        Assert.Equal(s_owner.Token, (string)token.Body!["access_token"]!);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/token", Token(s_owner))).Status);
    }

    [Theory]
    [InlineData("/account/articles", null, HttpStatusCode.Forbidden)]
    [InlineData("/account/articles", "token nobody", HttpStatusCode.Forbidden)]
    [InlineData("/account/articles", "Bearer 0a1b2c-owner", HttpStatusCode.Forbidden)]
    [InlineData("/account/articles", "token 0a1b2c-barred", HttpStatusCode.Forbidden)]
    [InlineData("/account/articles", "token 0a1b2c-stranger", HttpStatusCode.OK)]
    [InlineData("/account/articles/1", "token 0a1b2c-stranger", HttpStatusCode.NotFound)]
    [InlineData("/account/articles/1/files", "token 0a1b2c-stranger", HttpStatusCode.NotFound)]
    [InlineData("/account/articles/1/files/100", "token 0a1b2c-stranger", HttpStatusCode.NotFound)]
    [InlineData("/account/articles/1/files/300", "token 0a1b2c-owner", HttpStatusCode.NotFound)]
    [InlineData("/token", null, HttpStatusCode.BadRequest)]
    [InlineData("/token", "token nobody", HttpStatusCode.Forbidden)]
    [InlineData("/articles/1", "token 0a1b2c-owner", HttpStatusCode.NotFound)]
    [InlineData("/articles/1/files", null, HttpStatusCode.NotFound)]
    [InlineData("/articles/1/versions/1/files", null, HttpStatusCode.NotFound)]
    [InlineData("/articles/1?private_link=" + Key, null, HttpStatusCode.NotFound)]
    [InlineData("/articles/1/files/100?private_link=" + Key, null, HttpStatusCode.NotFound)]
    public async Task API_refuses_everybody_else(string path, string? authorization, HttpStatusCode expected)
    {
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        Assert.Equal(expected, (await GetAsync(path, headers)).Status);
    }

    [Theory]
    [InlineData("files/100?token=0a1b2c-owner", HttpStatusCode.Found)]
    [InlineData("files/100?private_link=" + Key, HttpStatusCode.Found)]
    [InlineData("files/200?token=0a1b2c-owner", HttpStatusCode.Found)]
    [InlineData("files/300", HttpStatusCode.Found)]
    [InlineData("files/100", HttpStatusCode.NotFound)]
    [InlineData("files/100?access_token=0a1b2c-owner", HttpStatusCode.NotFound)]
    [InlineData("files/100?token=0a1b2c-stranger", HttpStatusCode.Forbidden)]
    [InlineData("files/100?token=nobody", HttpStatusCode.Forbidden)]
    [InlineData("files/100?private_link=0123456789abcdef0123", HttpStatusCode.Forbidden)]
    [InlineData("files/200?private_link=" + Key, HttpStatusCode.Forbidden)]
    public async Task Downloader_requires_a_token_or_a_key_for_private_files(string path, HttpStatusCode expected)
    {
        var response = await GetAsync($"{Figshare.DownloadUri}{path}");

        Assert.Equal(expected, response.Status);
        if (expected == HttpStatusCode.Found)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(response.Location!.AbsoluteUri)).Status);
        }
    }

    [Fact]
    public async Task API_address_and_header_do_not_open_private_files()
    {
        var download = await GetAsync($"/file/download/100?token={s_owner.Token}", Token(s_owner));
        var downloader = await GetAsync($"{Figshare.DownloadUri}files/100", Token(s_owner));

        Assert.Equal(HttpStatusCode.NotFound, download.Status);
        Assert.Equal(HttpStatusCode.NotFound, downloader.Status);
    }

    [Fact]
    public async Task Log_contains_where_each_token_was_sent()
    {
        var redirect = await GetAsync($"{Figshare.DownloadUri}files/100?token={s_owner.Token}");
        await GetAsync(redirect.Location!.AbsoluteUri, Token(s_owner), ("X-Other", "1"));

        var requests = Figshare.Log.Snapshot();

        Assert.Equal($"/files/100?token={s_owner.Token}", requests[0].PathAndQuery);
        Assert.DoesNotContain(s_owner.Token, requests[1].PathAndQuery);
        Assert.Equal($"token {s_owner.Token}", requests[1].Headers["authorization"]);
        Assert.Equal("1", requests[1].Headers["x-other"]);
        Assert.Equal(400, requests[1].Status);
    }

    [Fact]
    public async Task Private_requests_are_logged_with_article_and_file()
    {
        await GetAsync("/account/articles/1/files/100", Token(s_owner));
        await SendAsync(HttpMethod.Post, "/account/articles", "{}", [Token(s_owner)]);

        var requests = Figshare.Log.Snapshot();

        Assert.Equal(1, requests[0].ArticleId);
        Assert.Equal(100, requests[0].FileId);
        Assert.Equal((int)HttpStatusCode.MethodNotAllowed, requests[1].Status);
    }

    private static (string Name, string Value) Token(SimulatedAccount account) =>
        ("Authorization", $"token {account.Token}");
}
