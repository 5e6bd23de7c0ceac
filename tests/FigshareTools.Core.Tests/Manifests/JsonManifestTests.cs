using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Core.Tests.Manifests;

public class JsonManifestTests : ManifestTest
{
    private const string Files = """
        {"id":28369770,"name":"tiny-data.txt","size":59,"is_link_only":false,
         "download_url":"https://ndownloader.figshare.com/files/28369770","supplied_md5":"70e2afd3fd7e336ae478b1e740a5f08e",
         "computed_md5":"","mimetype":"text/plain"},
        {"id":28369773,"name":"store.zip","size":780,"is_link_only":false,
         "download_url":"https://ndownloader.figshare.com/files/28369773","supplied_md5":"",
         "computed_md5":"7008231125631739b64720d1526619ae","mimetype":"application/zip"},
        {"id":28369776,"name":"elsewhere","size":0,"is_link_only":true,"download_url":"https://example.org/data",
         "supplied_md5":"","computed_md5":"","mimetype":null}
        """;

    private static readonly FigsharePlate[] s_files =
    [
        new()
        {
            Plate = "tiny-data", FileId = 28369770, FileName = "tiny-data.txt", Length = 59,
            Md5 = "70e2afd3fd7e336ae478b1e740a5f08e", DownloadUrl = "https://ndownloader.figshare.com/files/28369770",
        },
        new()
        {
            Plate = "store", FileId = 28369773, FileName = "store.zip", Length = 780,
            Md5 = "7008231125631739b64720d1526619ae", DownloadUrl = "https://ndownloader.figshare.com/files/28369773",
        },
        new()
        {
            Plate = "elsewhere", FileId = 28369776, FileName = "elsewhere", DownloadUrl = "https://example.org/data",
            IsLinkOnly = true,
        },
    ];

    [Theory]
    [InlineData("files.json")]
    [InlineData("files.txt")]
    public void A_response_of_the_files_endpoint_is_read(string name) =>
        Assert.Equal(s_files, Plates($"[{Files}]", name));

    [Fact]
    public void Files_get_the_details_of_their_article()
    {
        var plates = Plates($$"""
            {"id":14763051,"title":"Test data","doi":"10.6084/m9.figshare.14763051.v1","version":1,"size":839,
             "license":{"value":1,"name":"CC BY 4.0","url":"https://creativecommons.org/licenses/by/4.0/"},"citation":"U (2021)",
             "authors":[{"id":97471,"full_name":"Leonardo Uieda","orcid_id":"0000-0001-6123-9515"},
                        {"id":1,"full_name":"Doe; J.","orcid_id":""}],
             "published_date":"2021-06-10T14:45:37Z","url_public_api":"https://api.figshare.com/v2/articles/14763051",
             "files":[{{Files}}]}
            """, "article.json");

        Assert.Equal(
            s_files.Select(file => file with
            {
                ArticleId = 14763051,
                Version = 1,
                Doi = "10.6084/m9.figshare.14763051.v1",
                Title = "Test data",
                License = "https://creativecommons.org/licenses/by/4.0/",
                Citation = "U (2021)",
                Authors = "Leonardo Uieda (0000-0001-6123-9515); Doe, J.",
                PublishedDate = "2021-06-10T14:45:37Z",
            }),
            plates);
    }

    [Theory]
    [InlineData(10, 11, true)]
    [InlineData(10, 10, false)]
    [InlineData(9, 10, false)] // a user has removed a file from the list
    public void An_article_that_lists_ten_of_more_files_is_a_problem(int files, int size, bool isCut)
    {
        var list = Enumerable.Range(1, files).Select(i => (JsonNode)new JsonObject
        {
            ["id"] = i,
            ["name"] = $"{i}.bin",
            ["size"] = 1,
        });
        var article = new JsonObject { ["id"] = 4, ["size"] = size, ["files"] = new JsonArray([.. list]) };

        var entries = Entries(article.ToJsonString(), "article.json");

        Assert.Equal(files, entries.Count(entry => entry.Plate is not null));
        Assert.Equal(
            isCut ? FigshareErrorId.IncompleteManifest : null,
            entries.SingleOrDefault(entry => entry.Problem is not null)?.Problem!.ErrorId);
    }

    [Fact]
    public void Plates_that_were_converted_from_rows_are_read() => Assert.Equal(
        new FigsharePlate { Plate = "007", FileId = 5, Length = 3, IsLinkOnly = true },
        Plate("""{"Plate":"007","FileId":"5","Length":3,"Md5":null,"IsLinkOnly":true}""", "plate.json"));

    [Fact]
    public void A_wrong_entry_is_a_problem_and_other_entries_are_read()
    {
        var entries = Entries("""[{"FileId":1},{"FileId":"x"},7,{"id":9,"title":"T","url_public_api":"u"},{"FileId":2}]""", "a.json");

        Assert.Equal([1, null, null, null, 2], entries.Select(entry => entry.Plate?.FileId));
        Assert.Contains("entry 2: its FileId is 'x', which is not an id", entries[1].Problem!.Message);
        Assert.Contains("entry 3: it describes no file", entries[2].Problem!.Message);
        Assert.Equal(FigshareErrorId.NoFiles, entries[3].Problem!.ErrorId);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_its_line()
    {
        var refused = Refused("[{\"FileId\":1},\n{\"File", "a.json");

        Assert.Equal(FigshareErrorId.InvalidManifest, refused.ErrorId);
        Assert.Contains("line 2 is not JSON", refused.Message);
    }
}
