using System.Collections.Generic;
using System.Linq;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Definition;

/// <summary>A request whose response is compared with the definition.</summary>
/// <param name="Operation">The operation in the definition.</param>
/// <param name="Path">The path after /v2.</param>
/// <param name="Status">The expected status.</param>
/// <param name="Body">The JSON body; null for a GET request.</param>
/// <param name="Token">The token; null for none.</param>
internal sealed record DefinitionStep(
    string Operation, string Path, int Status, string? Body = null, string? Token = null);

/// <summary>A catalog with items of each kind, and requests that cover all responses of the simulator.</summary>
internal static class DefinitionWalk
{
    private const string Owner = "0a1b2c-owner";
    private const string NotPermitted = "0a1b2c-barred";

    public static IEnumerable<DefinitionStep> Steps =>
    [
        .. Lists("articles"),
        .. Lists("collections"),
        .. Articles,
        .. CollectionsAndProjects,
        .. Account,
        new("GET /file/download/{file_id}", "/file/download/9", 404),
        new("GET /file/download/{file_id}", "/file/download/40", 403),
        new("GET /token", "/token", 200, Token: Owner),
        new("GET /token", "/token", 400),
        new("GET /token", "/token", 403, Token: "nobody"),
    ];

    private static IEnumerable<DefinitionStep> Articles =>
    [
        .. Enumerable.Range(1, 5).Select(
            id => new DefinitionStep("GET /articles/{article_id}", $"/articles/{id}", 200)),
        .. Refused("GET /articles/{article_id}", "/articles/{0}"),
        .. ById("GET /articles/{article_id}/versions", "/articles/{0}/versions"),
        .. ById("GET /articles/{article_id}/versions/{version_id}", "/articles/{0}/versions/1"),
        new("GET /articles/{article_id}/versions/{version_id}", "/articles/1/versions/3", 404),
        new("GET /articles/{article_id}/versions/{version_id}", "/articles/1/versions/x", 400),
        .. ById("GET /articles/{article_id}/versions/{version_id}/files", "/articles/{0}/versions/2/files"),
        new("GET /articles/{article_id}/versions/{version_id}/files", "/articles/1/versions/2/files?page=0", 422),
        .. ById("GET /articles/{article_id}/versions/{version_id}/embargo", "/articles/{0}/versions/1/embargo"),
        new("GET /articles/{article_id}/versions/{version_id}/embargo", "/articles/2/versions/1/embargo", 200),
        .. ById(
            "GET /articles/{article_id}/versions/{version_id}/confidentiality",
            "/articles/{0}/versions/1/confidentiality"),
        .. ById("GET /articles/{article_id}/files", "/articles/{0}/files"),
        new("GET /articles/{article_id}/files", "/articles/2/files", 200),
        new("GET /articles/{article_id}/files", "/articles/1/files?page=1&limit=1", 422),
        .. ById("GET /articles/{article_id}/files/{file_id}", "/articles/{0}/files/10"),
        new("GET /articles/{article_id}/files/{file_id}", "/articles/5/files/50", 200),
    ];

    private static IEnumerable<DefinitionStep> CollectionsAndProjects =>
    [
        .. ById("GET /collections/{collection_id}", "/collections/{0}"),
        new("GET /collections/{collection_id}", "/collections/2", 200),
        .. ById("GET /collections/{collection_id}/versions", "/collections/{0}/versions"),
        .. ById("GET /collections/{collection_id}/versions/{version_id}", "/collections/{0}/versions/1"),
        .. ById("GET /collections/{collection_id}/articles", "/collections/{0}/articles"),
        new("GET /collections/{collection_id}/articles", "/collections/1/articles?offset=9999", 422),
        .. ById("GET /projects/{project_id}", "/projects/{0}"),
        .. ById("GET /projects/{project_id}/articles", "/projects/{0}/articles"),
        new("GET /projects/{project_id}/articles", "/projects/1/articles?offset=9999", 422),
    ];

    private static IEnumerable<DefinitionStep> Account =>
    [
        new("GET /account/articles", "/account/articles", 200, Token: Owner),
        new("GET /account/articles", "/account/articles", 403),
        new("GET /account/articles", "/account/articles", 403, Token: NotPermitted),
        new("GET /account/articles", "/account/articles?page=0", 422, Token: Owner),
        .. OwnArticle("GET /account/articles/{article_id}", ""),
        .. OwnArticle("GET /account/articles/{article_id}/files", "/files"),
        new("GET /account/articles/{article_id}/files", "/account/articles/7/files?page=0", 422, Token: Owner),
        .. OwnArticle("GET /account/articles/{article_id}/files/{file_id}", "/files/70"),
        new("GET /account/articles/{article_id}/files/{file_id}", "/account/articles/7/files/71", 200, Token: Owner),
        new("POST /account/articles/search", "/account/articles/search", 200, """{"search_for":"draft"}""", Owner),
        new("POST /account/articles/search", "/account/articles/search", 403, "{}"),
    ];

    public static void Fill(SimulatedCatalog catalog)
    {
        catalog.Add(new SimulatedAccount(1000002, NotPermitted) { IsPermitted = false });
        catalog.Add(new SimulatedArticle
        {
            Id = 1,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.1",
            Handle = "111184/figshare.1",
            InstitutionId = 7,
            GroupId = 70,
            Keywords = ["cell"],
            Versions =
            [
                new SimulatedVersion { Number = 1, Files = [File(10)] },
                new SimulatedVersion { Number = 2, Files = [.. Enumerable.Range(10, 12).Select(id => File(id))] },
            ],
        });
        catalog.Add(new SimulatedArticle
        {
            Id = 2,
            Title = "Not yet",
            Doi = "10.6084/m9.figshare.2",
            IsEmbargoed = true,
            EmbargoDate = "2031-01-01T00:00:00",
            EmbargoReason = "a paper under review",
            Versions = [new SimulatedVersion { Files = [File(20)] }],
        });
        catalog.Add(new SimulatedArticle
        {
            Id = 3,
            Title = "Metadata only",
            Doi = "10.6084/m9.figshare.3",
            IsMetadataRecord = true,
            MetadataReason = "hosted somewhere else",
            Versions = [new SimulatedVersion { Files = [] }],
        });
        catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "No downloads",
            Doi = "10.6084/m9.figshare.4",
            DownloadDisabled = true,
            Versions = [new SimulatedVersion { Files = [File(40)] }],
        });
        catalog.Add(new SimulatedArticle
        {
            Id = 5,
            Title = "Folders and a link",
            Doi = "10.6084/m9.figshare.5",
            DefinedType = 9,
            Versions = [new SimulatedVersion { Files = [Link(50), File(51, "a/b")] }],
        });
        catalog.Add(new SimulatedArticle
        {
            Id = 7,
            Title = "A draft",
            Doi = "",
            IsPublic = false,
            Owner = new SimulatedAccount(1000001, Owner),
            Versions = [new SimulatedVersion { Files = [File(70, "a/b"), Link(71)] }],
        });
        catalog.Add(new SimulatedCollection
        {
            Id = 1,
            Title = "All plates",
            Doi = "10.6084/m9.figshare.c.1",
            InstitutionId = 7,
            GroupId = 70,
            Keywords = ["cell"],
            ArticleIds = [1, 2, 5, 7],
        });
        catalog.Add(new SimulatedCollection
        {
            Id = 2, Title = "Of nobody", Doi = "10.6084/m9.figshare.c.2", ArticleIds = [],
        });
        catalog.Add(new SimulatedProject { Id = 1, Title = "Screen", ArticleIds = [1, 7] });
    }

    private static IEnumerable<DefinitionStep> Lists(string kind) =>
    [
        new($"GET /{kind}", $"/{kind}", 200),
        new($"GET /{kind}", $"/{kind}?page=10&page_size=1000", 400),
        new($"GET /{kind}", $"/{kind}?page=1&offset=1", 422),
        new($"POST /{kind}/search", $"/{kind}/search", 200, """{"search_for":":tag: cell"}"""),
        new($"POST /{kind}/search", $"/{kind}/search", 400, "{"),
        new($"POST /{kind}/search", $"/{kind}/search", 422, """{"order":"name"}"""),
    ];

    private static IEnumerable<DefinitionStep> ById(string operation, string path) =>
        [new(operation, string.Format(null, path, 1), 200), .. Refused(operation, path)];

    private static IEnumerable<DefinitionStep> Refused(string operation, string path) =>
        [new(operation, string.Format(null, path, 7), 404), new(operation, string.Format(null, path, "x"), 400)];

    private static IEnumerable<DefinitionStep> OwnArticle(string operation, string rest) =>
    [
        new(operation, "/account/articles/7" + rest, 200, Token: Owner),
        new(operation, "/account/articles/x" + rest, 400, Token: Owner),
        new(operation, "/account/articles/7" + rest, 403),
        new(operation, "/account/articles/1" + rest, 404, Token: Owner),
    ];

    private static SimulatedFile File(int id, string? folder = null) => new()
    {
        Id = id, Name = $"{id}.bin", Content = SimulatedContent.Pattern(10, id), FolderPath = folder,
    };

    private static SimulatedFile Link(int id) => new()
    {
        Id = id, Name = "elsewhere", IsLinkOnly = true, LinkUrl = "https://example.org/data", ReportedSize = 0,
    };
}
