using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <summary>
/// Renders the catalog as the API does: fields, order and null values as in an article recorded live in January 2026
/// (id 14763051).
/// </summary>
internal sealed class FigshareJson(SimulatorOrigins origins)
{
    // Documented since 2025-08 as "List of up to 10 article files": the reason why clients have to page through /files.
    private const int FilesInArticle = 10;

    public JsonObject Article(SimulatedArticle article, SimulatedVersion version)
    {
        var json = new JsonObject();
        if (!article.HidesFiles)
        {
            json["files"] = Files(version.Files.Take(FilesInArticle));
            json["folder_structure"] = new JsonObject(version.Files
                .Where(file => file.FolderPath is not null)
                .DistinctBy(file => file.Id)
                .Select(file => KeyValuePair.Create(Text(file.Id), (JsonNode?)file.FolderPath)));
        }

        AddDescription(json, article, version);
        AddReferences(json, article, version);
        AddEmbargo(json, article);
        AddIdentity(json, article, version);
        return json;
    }

    public JsonArray Versions(SimulatedArticle article) => Array(article.Versions.Select(version => new JsonObject
    {
        ["version"] = version.Number,
        ["url"] = $"{ApiUrl(article)}/versions/{Text(version.Number)}",
    }));

    public JsonArray Files(IEnumerable<SimulatedFile> files) => Array(files.Select(File));

    public JsonObject File(SimulatedFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["size"] = file.ReportedSize,
        ["is_link_only"] = file.IsLinkOnly,
        ["download_url"] = file.LinkUrl ?? new Uri(origins.Download, $"files/{Text(file.Id)}").AbsoluteUri,
        ["supplied_md5"] = file.SuppliedMd5,
        ["computed_md5"] = file.ComputedMd5,
        ["mimetype"] = file.MimeType,
    };

    private static void AddDescription(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        json["authors"] = Array(article.Authors.Select(Author));
        json["custom_fields"] = new JsonArray();
        json["figshare_url"] = PublicUrl(article);
        json["download_disabled"] = article.DownloadDisabled;
        json["description"] = article.Description;
        json["funding"] = null;
        json["funding_list"] = new JsonArray();
        json["version"] = version.Number;
        json["status"] = "public";
        json["size"] = version.Files.Sum(file => file.ReportedSize);
        json["created_date"] = Date(article.Published);
        json["modified_date"] = Date(article.Modified);
        json["is_public"] = true;
        json["is_confidential"] = article.IsConfidential;
        json["is_metadata_record"] = article.IsMetadataRecord;
        json["confidential_reason"] = article.ConfidentialReason;
        json["metadata_reason"] = article.MetadataReason;
    }

    private static void AddReferences(JsonObject json, SimulatedArticle article, SimulatedVersion version)
    {
        string authors = string.Join("; ", article.Authors.Select(author => $"{author.LastName}, {author.FirstName}"));
        json["license"] = new JsonObject
        {
            ["value"] = article.License.Value,
            ["name"] = article.License.Name,
            ["url"] = article.License.Url,
        };
        json["tags"] = Array(article.Keywords.Select(keyword => (JsonNode)keyword));
        json["keywords"] = Array(article.Keywords.Select(keyword => (JsonNode)keyword));
        json["categories"] = new JsonArray();
        json["references"] = new JsonArray();
        json["has_linked_file"] = version.Files.Any(file => file.IsLinkOnly);
        json["citation"] =
            $"{authors} ({Text(article.Published.Year)}). {article.Title}. figshare. Dataset. "
            + $"https://doi.org/{VersionDoi(article, version)}";
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
        string published = article.Published.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        json["id"] = article.Id;
        json["title"] = article.Title;
        json["doi"] = VersionDoi(article, version);
        json["handle"] = "";
        json["url"] = ApiUrl(article);
        json["published_date"] = Date(article.Published);
        json["thumb"] = "";
        json["defined_type"] = 3;
        json["defined_type_name"] = "dataset";
        json["group_id"] = null;
        json["url_private_api"] = $"{origins.Api}/account/articles/{Text(article.Id)}";
        json["url_public_api"] = ApiUrl(article);
        json["url_private_html"] = $"https://figshare.com/account/articles/{Text(article.Id)}";
        json["url_public_html"] = PublicUrl(article);
        json["timeline"] = new JsonObject { ["posted"] = published, ["firstOnline"] = published };
        json["resource_title"] = null;
        json["resource_doi"] = null;
    }

    private static JsonObject Author(SimulatedAuthor author) => new()
    {
        ["id"] = author.Id,
        ["full_name"] = $"{author.FirstName} {author.LastName}",
        ["first_name"] = author.FirstName,
        ["last_name"] = author.LastName,
        ["is_active"] = true,
        ["url_name"] = $"{author.FirstName}_{author.LastName}".Replace(' ', '_'),
        ["orcid_id"] = author.Orcid,
    };

    private string ApiUrl(SimulatedArticle article) => $"{origins.Api}/articles/{Text(article.Id)}";

    private static string PublicUrl(SimulatedArticle article)
    {
        string title = string.Concat(article.Title.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        return $"https://figshare.com/articles/dataset/{title}/{Text(article.Id)}";
    }

    private static string VersionDoi(SimulatedArticle article, SimulatedVersion version) =>
        $"{article.Doi}.v{Text(version.Number)}";

    private static string Date(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];
}
