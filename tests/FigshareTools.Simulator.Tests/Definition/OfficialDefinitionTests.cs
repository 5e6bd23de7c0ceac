using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Definition;

/// <summary>The simulator's responses match Figshare's own definition, except for known deviations.</summary>
public class OfficialDefinitionTests : SimulatedApiTest
{
    private const string Live = "null in the article recorded live in 2026-01 (id 14763051)";
    private const string Blank = "\"Blank resource fields are included as null\" (docs/api/index.md)";
    private const string Prose = "the documentation's prose has 422 for invalid paging of any list";
    private const string Recorded = "as recorded in 2019 (CenterForOpenScience/waterbutler)";

    /// <summary>The deviations from the definition, and their reasons.</summary>
    private static readonly Dictionary<string, string> s_deviations = new()
    {
        ["Article.group_id: null"] = Live,
        ["Article.published_date: null"] = "its own description: null if not published",
        ["Article.resource_doi: null"] = Live,
        ["Article.resource_title: null"] = Live,
        ["Article.thumb: format"] = "empty in the article recorded live in 2026-01 (id 14763051)",
        ["ArticleComplete.files: missing"] = "under embargo, as documented in docs/api/presenters/article.md",
        ["ArticleEmbargo.embargo_date: null"] = "its own description: null if not embargoed",
        ["CollectionComplete.group_id: null"] = Blank,
        ["CollectionComplete.institution_id: null"] = Blank,
        ["ErrorMessage.code: type"] = "a word in the examples of the documentation, and in recorded responses",
        ["PrivateFile.upload_token: missing"] = "a link was never uploaded",
        ["PrivateFile.upload_url: format"] = Recorded,
        ["PrivateFile.upload_url: missing"] = "a link was never uploaded",
        ["ProjectArticle.embargo_date: null"] = Live,
        ["ProjectArticle.funding: null"] = Live,
        ["GET /account/articles: 422"] = Prose,
        ["GET /account/articles/{article_id}/files: 422"] = Prose,
        ["GET /articles/{article_id}/files: 422"] = Prose,
        ["GET /articles/{article_id}/versions/{version_id}/files: 422"] = Prose,
        ["GET /projects/{project_id}/articles: 422"] = Prose,
        ["GET /file/download/{file_id}: 403"] = "disabled downloads; the definition has 200 and 500 only",
        ["GET /file/download/{file_id}: 404"] = "an unknown id; the definition has 200 and 500 only",
        ["POST /account/articles/search: 200"] = "missing in the available definition, but part of the API",
        ["POST /account/articles/search: 403"] = "missing in the available definition, but part of the API",
    };

    /// <summary>The operations that the simulator does not support. Downloads do not need them.</summary>
    private static readonly string[] s_notSimulated =
    [
        "GET /articles/{article_id}/download",
        "GET /articles/{article_id}/versions/{version_id}/download",
        "GET /categories",
        "GET /institutions/{institution_string_id}/articles/filter-by",
        "GET /item_types",
        "GET /licenses",
        "GET /projects",
        "POST /projects/search",
        "POST /token",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        DefinitionWalk.Fill(Figshare.Catalog);
    }

    [Fact]
    public async Task Every_response_matches_the_definition()
    {
        var definition = FindOrSkip();
        var check = new SchemaCheck(definition);
        foreach (var step in DefinitionWalk.Steps)
        {
            await CheckAsync(step, definition, check);
        }

        Assert.Equal(s_deviations.Keys.Order(StringComparer.Ordinal), check.Problems);
    }

    [Fact]
    public void Every_operation_is_simulated_or_deliberately_omitted()
    {
        var definition = FindOrSkip();

        var known = DefinitionWalk.Steps.Select(step => step.Operation).Concat(s_notSimulated).ToHashSet();

        Assert.Empty(definition.Operations.Except(known));
        Assert.Empty(s_notSimulated.Except(definition.Operations));
    }

    private async Task CheckAsync(DefinitionStep step, OfficialDefinition definition, SchemaCheck check)
    {
        var response = await SendAsync(
            step.Body is null ? HttpMethod.Get : HttpMethod.Post,
            step.Path,
            step.Body,
            step.Token is null ? [] : [("Authorization", $"token {step.Token}")]);

        Assert.True(step.Status == (int)response.Status, $"{step} gets {response.Status}");
        Assert.NotNull(response.Body);
        var expected = definition.Response(step.Operation, step.Status);
        if (expected is null)
        {
            check.Problems.Add($"{step.Operation}: {step.Status}");
        }

        if (expected?["headers"]?["X-Cursor"] is not null)
        {
            Assert.True(Guid.TryParse(response.Cursor, out _), $"{step} gets no cursor");
        }

        check.Check(response.Body, SchemaOf(step, expected), step.Operation);
    }

    // Most errors have no schema in their response, but share the schema ErrorMessage.
    private static JsonObject SchemaOf(DefinitionStep step, JsonNode? response)
    {
        if (response?["content"]?["application/json"]?["schema"] is JsonObject schema)
        {
            return schema;
        }

        return step.Status == 200
            ? new JsonObject { ["type"] = "array", ["items"] = Reference("ArticleWithProject") }
            : Reference("ErrorMessage");
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static OfficialDefinition FindOrSkip()
    {
        var definition = OfficialDefinition.Find();
        Assert.SkipWhen(
            definition is null,
            $"Figshare's official definition is not at hand: there is no {OfficialDefinition.RelativePath} in a folder "
            + $"above, and {OfficialDefinition.Variable} does not name it.");
        return definition!;
    }
}
