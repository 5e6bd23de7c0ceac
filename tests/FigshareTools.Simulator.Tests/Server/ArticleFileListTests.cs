using System.Linq;
using System.Net;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class ArticleFileListTests : SimulatedApiTest
{
    private const int ManyFiles = 2_350;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 1,
            Title = "Many files",
            Doi = "10.6084/m9.figshare.1",
            Versions =
            [
                new SimulatedVersion { Number = 1, Files = [.. Enumerable.Range(1, 11).Select(id => File(id))] },
                new SimulatedVersion { Number = 2, Files = [.. Enumerable.Range(1, ManyFiles).Select(id => File(id))] },
            ],
        });
    }

    [Fact]
    public async Task More_than_a_thousand_files_are_listed_on_three_pages()
    {
        foreach (var path in new[] { "/articles/1/files", "/articles/1/versions/2/files" })
        {
            var first = await GetAsync(path + "?page=1&page_size=1000");
            var second = await GetAsync(path + "?page=2&page_size=1000");
            var third = await GetAsync(path + "?page=3&page_size=1000");
            var beyond = await GetAsync(path + "?page=4&page_size=1000");

            long[] all = [.. first.Ids, .. second.Ids, .. third.Ids];
            Assert.Equal(Enumerable.Range(1, ManyFiles).Select(id => (long)id), all);
            Assert.Empty(beyond.Ids);
        }
    }

    [Fact]
    public async Task Default_page_and_article_contain_ten_files()
    {
        Assert.Equal(10, (await GetAsync("/articles/1/files")).Ids.Length);
        Assert.Equal(10, (await GetAsync("/articles/1")).Body!["files"]!.AsArray().Count);
        Assert.Equal(10, (await GetAsync("/articles/1/versions/1")).Body!["files"]!.AsArray().Count);
        Assert.Equal(11, (await GetAsync("/articles/1/versions/1/files?limit=1000")).Ids.Length);
        Assert.Equal(ManyFiles * 10, (int)(await GetAsync("/articles/1")).Body!["size"]!);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Embargo_and_confidentiality_hide_the_files(bool isEmbargoed, bool isConfidential)
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 2,
            Title = "Hidden",
            Doi = "10.6084/m9.figshare.2",
            IsEmbargoed = isEmbargoed,
            EmbargoDate = "2031-01-01T00:00:00",
            IsConfidential = isConfidential,
            ConfidentialReason = "patients",
            Versions = OneVersion(new SimulatedFile { Id = 5000, Name = "a", FolderPath = "x/y" }),
        });

        var article = (await GetAsync("/articles/2")).Body!.AsObject();
        var embargo = (await GetAsync("/articles/2/versions/1/embargo")).Body!;
        var confidentiality = (await GetAsync("/articles/2/versions/1/confidentiality")).Body!;

        Assert.False(article.ContainsKey("files"));
        Assert.Empty(article["folder_structure"]!.AsObject());
        Assert.Equal(isEmbargoed, (bool)embargo["is_embargoed"]!);
        Assert.Equal(isConfidential, (bool)confidentiality["is_confidential"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/articles/2/files/5000")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/file/download/5000")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{Figshare.DownloadUri}files/5000")).Status);
    }

    [Fact]
    public async Task Folders_and_links_are_described()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 3,
            Title = "Folders",
            Doi = "10.6084/m9.figshare.3",
            Versions = OneVersion(
                new SimulatedFile { Id = 6000, Name = "a.csv", FolderPath = "level 1/level 2" },
                new SimulatedFile { Id = 6001, Name = "a.csv" },
                new SimulatedFile
                {
                    Id = 6002, Name = "elsewhere", IsLinkOnly = true, LinkUrl = "https://example.org/data",
                }),
        });

        var article = (await GetAsync("/articles/3")).Body!;
        var link = (await GetAsync("/articles/3/files/6002")).Body!;

        Assert.Equal("""{"6000":"level 1/level 2"}""", article["folder_structure"]!.ToJsonString());
        Assert.True((bool)article["has_linked_file"]!);
        Assert.True((bool)link["is_link_only"]!);
        Assert.Equal("", (string)link["computed_md5"]!);
        Assert.Equal("https://example.org/data", (await GetAsync("/file/download/6002")).Location?.AbsoluteUri);
    }
}
