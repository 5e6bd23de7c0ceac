using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <content>Articles, complete and in lists.</content>
internal sealed partial class FigshareJson
{
    // Documented since 2025-08: "List of up to 10 article files". Clients have to request /files for the rest.
    private const int FilesInArticle = 10;

    /// <summary>Renders the public view of an article.</summary>
    public JsonObject RenderArticle(SimulatedArticle article, SimulatedVersion version)
    {
        // "On public endpoints, if the article is under file embargo, or is confidential, the files field will be
        // missing from the JSON" (docs/api/presenters/article.md).
        var json = new JsonObject();
        if (!article.HidesFiles)
        {
            json["files"] = RenderFiles(version.Files.Take(FilesInArticle));
        }

        json["folder_structure"] = article.HidesFiles ? new JsonObject() : RenderFolders(version);
        AddComplete(json, article, version);
        return json;
    }

    /// <summary>
    /// Renders the short form in lists. It has 0 and "" where the complete form has null (seen 2026-01).
    /// </summary>
    public JsonObject RenderArticleSummary(SimulatedArticle article)
    {
        var json = new JsonObject();
        AddIdentity(json, article, article.Latest);
        json["created_date"] = Date(article.Published);
        json["modified_date"] = Date(article.Modified);
        json["group_id"] = article.GroupId ?? 0;
        json["resource_title"] = "";
        json["resource_doi"] = "";
        return json;
    }

    /// <summary>Renders the short form in search results.</summary>
    public JsonObject RenderSearchResult(SimulatedArticle article)
    {
        var project = catalog.Projects.FirstOrDefault(candidate => candidate.ArticleIds.Contains(article.Id));
        var json = RenderArticleSummary(article);
        json["project_id"] = project?.Id ?? 0;
        return json;
    }

    public JsonArray RenderVersions(SimulatedArticle article) =>
        ToArray(article.Versions.Select(version => new JsonObject
        {
            ["version"] = version.Number,
            ["url"] = $"{ApiUrl(article)}/versions/{Text(version.Number)}",
        }));

    public static JsonObject RenderEmbargo(SimulatedArticle article)
    {
        var json = new JsonObject();
        AddEmbargo(json, article);
        return json;
    }

    public static JsonObject RenderConfidentiality(SimulatedArticle article) => new()
    {
        ["is_confidential"] = article.IsConfidential,
        ["reason"] = article.ConfidentialReason,
    };

    private static JsonObject RenderFolders(SimulatedVersion version) => new(version.Files
        .Where(file => file.FolderPath is not null)
        .DistinctBy(file => file.Id)
        .Select(file => KeyValuePair.Create(Text(file.Id), (JsonNode?)file.FolderPath)));

    private void AddComplete(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        AddDescription(json, article, version);
        AddReferences(json, article, version);
        AddEmbargo(json, article);
        AddIdentity(json, article, version);
    }

    private static void AddDescription(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        json["authors"] = RenderAuthors(article.Authors);
        json["custom_fields"] = new JsonArray();
        json["figshare_url"] = PublicUrl(article);
        json["download_disabled"] = article.DownloadDisabled;
        json["description"] = article.Description;
        json["funding"] = null;
        json["funding_list"] = new JsonArray();
        json["version"] = article.IsPublic ? version.Number : 0;
        json["status"] = article.IsPublic ? "public" : "draft";
        json["size"] = version.Files.Sum(file => file.ReportedSize);
        json["created_date"] = Date(article.Published);
        json["modified_date"] = Date(article.Modified);
        json["is_public"] = article.IsPublic;
        json["is_confidential"] = article.IsConfidential;
        json["is_metadata_record"] = article.IsMetadataRecord;
        json["confidential_reason"] = article.ConfidentialReason;
        json["metadata_reason"] = article.MetadataReason;
    }

    private static void AddReferences(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        var type = ItemTypes.NameOf(article.DefinedType);
        json["license"] = new JsonObject
        {
            ["value"] = article.License.Value,
            ["name"] = article.License.Name,
            ["url"] = article.License.Url,
        };
        json["tags"] = RenderKeywords(article.Keywords);
        json["keywords"] = RenderKeywords(article.Keywords);
        json["categories"] = new JsonArray();
        json["references"] = new JsonArray();
        json["has_linked_file"] = version.Files.Any(file => file.IsLinkOnly);
        json["citation"] = article.Citation ?? FormatCitation(
            article.Authors,
            article.Published,
            article.Title,
            $"{char.ToUpperInvariant(type[0])}{type[1..]}",
            article.DoiOf(version));
        json["related_materials"] = new JsonArray();
    }

    private static void AddEmbargo(JsonObject json, SimulatedArticle article)
    {
        json["is_embargoed"] = article.IsEmbargoed;
        json["embargo_date"] = article.EmbargoDate;
        json["embargo_type"] = article.EmbargoType;
        json["embargo_title"] = article.EmbargoTitle;
        json["embargo_reason"] = article.EmbargoReason;
        json["embargo_options"] = new JsonArray();
    }

    private void AddIdentity(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        json["id"] = article.Id;
        json["title"] = article.Title;
        json["doi"] = article.DoiOf(version);
        json["handle"] = article.Handle;
        json["url"] = ApiUrl(article);
        json["published_date"] = article.IsPublic ? Date(article.Published) : null;
        json["thumb"] = "";
        json["defined_type"] = article.DefinedType;
        json["defined_type_name"] = ItemTypes.NameOf(article.DefinedType);
        json["group_id"] = article.GroupId;
        json["url_private_api"] = $"{origins.Api}/account/articles/{Text(article.Id)}";
        json["url_public_api"] = ApiUrl(article);
        json["url_private_html"] = $"https://figshare.com/account/articles/{Text(article.Id)}";
        json["url_public_html"] = PublicUrl(article);
        json["timeline"] = article.IsPublic ? RenderTimeline(article.Published) : new JsonObject();
        json["resource_title"] = null;
        json["resource_doi"] = null;
    }

    private string ApiUrl(SimulatedArticle article) => $"{origins.Api}/articles/{Text(article.Id)}";

    private static string PublicUrl(SimulatedArticle article)
    {
        var type = ItemTypes.NameOf(article.DefinedType).Replace(' ', '_');
        return $"https://{article.InstitutionHost}/articles/{type}/{UrlTitle(article.Title)}/{Text(article.Id)}";
    }
}
