using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class ArticleTests : SimulatorTest
{
    private readonly SimulatedContent _content = SimulatedContent.Pattern(100, seed: 4);

    [Fact]
    public async Task Article_contains_ten_files_and_the_size_of_all_files()
    {
        Publish([.. Enumerable.Range(1, 11).Select(id => FileOf(_content, id))]);

        var article = await JsonAsync("articles/7");

        Assert.Equal(
            Enumerable.Range(1, 10),
            article.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("id").GetInt32()));
        Assert.Equal(1100, article.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task File_has_its_MD5_and_its_address_on_the_downloader()
    {
        Publish(_content);

        var file = await JsonAsync("articles/7/files/70");

        Assert.Equal(FileId, file.GetProperty("id").GetInt64());
        Assert.Equal("70.bin", file.GetProperty("name").GetString());
        Assert.Equal(100, file.GetProperty("size").GetInt64());
        Assert.False(file.GetProperty("is_link_only").GetBoolean());
        Assert.Equal($"{Figshare.DownloadUri}files/70", file.GetProperty("download_url").GetString());
        Assert.Equal(_content.Md5, file.GetProperty("supplied_md5").GetString());
        Assert.Equal(_content.Md5, file.GetProperty("computed_md5").GetString());
    }

    [Fact]
    public async Task File_can_have_a_wrong_description()
    {
        Publish(new SimulatedFile
        {
            Id = FileId,
            Name = "a/b.bin",
            Content = _content,
            ReportedSize = 5,
            SuppliedMd5 = null,
            ComputedMd5 = "",
        });

        var file = await JsonAsync("articles/7/files/70");

        Assert.Equal("a/b.bin", file.GetProperty("name").GetString());
        Assert.Equal(5, file.GetProperty("size").GetInt64());
        Assert.Equal(JsonValueKind.Null, file.GetProperty("supplied_md5").ValueKind);
        Assert.Equal("", file.GetProperty("computed_md5").GetString());
    }

    [Fact]
    public async Task Link_has_no_MD5_and_an_external_address()
    {
        Publish(new SimulatedFile
        {
            Id = FileId, Name = "link", IsLinkOnly = true, LinkUrl = "https://example.org/plate", ReportedSize = 0,
        });

        var article = await JsonAsync("articles/7");
        using var redirect = await GetAsync(Redirect());

        Assert.True(article.GetProperty("has_linked_file").GetBoolean());
        Assert.Equal("", article.GetProperty("files")[0].GetProperty("computed_md5").GetString());
        Assert.Equal("https://example.org/plate", redirect.Headers.Location?.AbsoluteUri);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Embargo_hides_the_files_but_not_the_article(bool isEmbargoed, bool isConfidential)
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = ArticleId,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.7",
            IsEmbargoed = isEmbargoed,
            EmbargoDate = "2027-01-01",
            IsConfidential = isConfidential,
            Versions = [new SimulatedVersion { Files = [FileOf(_content)] }],
        });

        var article = await JsonAsync("articles/7");
        var files = await JsonAsync("articles/7/files");
        using var file = await GetAsync(Api("articles/7/files/70"));
        using var redirect = await GetAsync(Redirect());

        Assert.Equal(isEmbargoed, article.GetProperty("is_embargoed").GetBoolean());
        Assert.Equal(isConfidential, article.GetProperty("is_confidential").GetBoolean());
        Assert.Equal("2027-01-01", article.GetProperty("embargo_date").GetString());
        Assert.False(article.TryGetProperty("files", out _));
        Assert.Equal(0, files.GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, redirect.StatusCode);
    }

    [Fact]
    public async Task Files_with_disabled_download_are_listed_but_refused()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = ArticleId,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.7",
            DownloadDisabled = true,
            Versions = [new SimulatedVersion { Files = [FileOf(_content)] }],
        });

        var article = await JsonAsync("articles/7");
        using var redirect = await GetAsync(Redirect());

        Assert.True(article.GetProperty("download_disabled").GetBoolean());
        Assert.Equal(1, article.GetProperty("files").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, redirect.StatusCode);
        Assert.Equal("application/json", Header(redirect, "Content-Type"));
    }

    [Fact]
    public async Task Latest_version_is_the_default()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = ArticleId,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.7",
            Versions =
            [
                new SimulatedVersion { Number = 2, Files = [FileOf(_content, 2)] },
                new SimulatedVersion { Number = 1, Files = [FileOf(_content, 1)] },
            ],
        });

        var latest = await JsonAsync("articles/7");
        var first = await JsonAsync("articles/7/versions/1");
        var versions = await JsonAsync("articles/7/versions");
        var files = await JsonAsync("articles/7/versions/1/files");

        Assert.Equal(2, latest.GetProperty("version").GetInt32());
        Assert.Equal("10.6084/m9.figshare.7.v2", latest.GetProperty("doi").GetString());
        Assert.Equal(1, first.GetProperty("version").GetInt32());
        Assert.Equal(1, files[0].GetProperty("id").GetInt32());
        Assert.Equal([1, 2], versions.EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(Api("articles/7/versions/1").AbsoluteUri, versions[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("articles/8", 404, "Entity not found: article")]
    [InlineData("articles/8/files", 404, "Entity not found: article")]
    [InlineData("articles/7/versions/9", 404, "Entity not found: ArticleVersion")]
    [InlineData("articles/7/versions/0", 400, "Version number must be an integer and bigger than 0.")]
    [InlineData("articles/7/files/71", 404, "Entity not found: file")]
    [InlineData("articles/0", 400, "Article ID must be an integer and bigger than 0.")]
    [InlineData("articles/seven", 400, "Article ID must be an integer and bigger than 0.")]
    [InlineData("file/download/71", 404, "Entity not found: file")]
    [InlineData("file/download/x", 404, "Entity not found: file")]
    [InlineData("collections/7", 404, "Entity not found: collection")]
    public async Task Unknown_resources_get_a_JSON_error(string path, int status, string message)
    {
        Publish(_content);

        using var response = await GetAsync(Api(path));

        Assert.Equal(status, (int)response.StatusCode);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Null(Header(response, "ETag"));
    }

    [Theory]
    [InlineData("articles/7")]
    [InlineData("file/download/70")]
    public async Task POST_is_not_allowed(string path)
    {
        Publish(_content);

        using var response = await SendAsync(HttpMethod.Post, Api(path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Article_added_again_replaces_the_old_one()
    {
        Publish(FileOf(_content, 1));
        Publish(FileOf(_content, 2));

        using var gone = await GetAsync(Redirect(1));
        using var there = await GetAsync(Redirect(2));

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Found, there.StatusCode);
        Assert.Single(Figshare.Catalog.Articles);
    }
}
