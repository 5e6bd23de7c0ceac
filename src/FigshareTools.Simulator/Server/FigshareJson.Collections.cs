using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <content>Collections and projects.</content>
internal sealed partial class FigshareJson
{
    /// <summary>Renders the short form in lists.</summary>
    public JsonObject RenderCollectionSummary(SimulatedCollection collection) =>
        RenderIdentity(collection, collection.Version);

    public JsonObject RenderCollection(SimulatedCollection collection, int version, int articleCount)
    {
        var json = RenderIdentity(collection, version);
        json["articles_count"] = articleCount;
        json["version"] = version;
        json["description"] = collection.Description;
        json["categories"] = new JsonArray();
        json["references"] = new JsonArray();
        json["related_materials"] = new JsonArray();
        json["tags"] = RenderKeywords(collection.Keywords);
        json["keywords"] = RenderKeywords(collection.Keywords);
        json["authors"] = RenderAuthors(collection.Authors);
        json["institution_id"] = collection.InstitutionId;
        json["group_id"] = collection.GroupId;
        json["public"] = true;
        json["citation"] = FormatCitation(
            collection.Authors, collection.Published, collection.Title, "Collection", collection.DoiOf(version));
        json["custom_fields"] = new JsonArray();
        json["funding"] = new JsonArray();
        json["modified_date"] = Date(collection.Modified);
        json["created_date"] = Date(collection.Published);
        json["resource_id"] = "";
        json["resource_doi"] = "";
        json["resource_title"] = "";
        json["resource_link"] = "";
        json["resource_version"] = 0;
        return json;
    }

    // The definition of 2026-07 has "version". Older documentation had "id".
    public JsonArray RenderVersions(SimulatedCollection collection) =>
        ToArray(Enumerable.Range(1, collection.Version).Select(version => new JsonObject
        {
            ["version"] = version,
            ["url"] = $"{ApiUrl(collection)}/versions/{Text(version)}",
            ["funding"] = new JsonArray(),
        }));

    public JsonObject RenderProject(SimulatedProject project) => new()
    {
        ["url"] = $"{origins.Api}/projects/{Text(project.Id)}",
        ["id"] = project.Id,
        ["title"] = project.Title,
        ["created_date"] = Date(project.Published),
        ["modified_date"] = Date(project.Modified),
        ["published_date"] = Date(project.Published),
        ["description"] = project.Description,
        ["funding"] = "",
        ["funding_list"] = new JsonArray(),
        ["collaborators"] = ToArray(project.Collaborators.Select((person, index) => new JsonObject
        {
            ["role_name"] = index == 0 ? "Owner" : "Collaborator",
            ["user_id"] = person.Id,
            ["name"] = person.FullName,
        })),
        ["custom_fields"] = new JsonArray(),
        ["figshare_url"] = $"https://figshare.com/projects/{UrlTitle(project.Title)}/{Text(project.Id)}",
    };

    private JsonObject RenderIdentity(SimulatedCollection collection, int version) => new()
    {
        ["id"] = collection.Id,
        ["title"] = collection.Title,
        ["doi"] = collection.DoiOf(version),
        ["handle"] = collection.Handle,
        ["url"] = ApiUrl(collection),
        ["timeline"] = RenderTimeline(collection.Published),
        ["published_date"] = Date(collection.Published),
    };

    private string ApiUrl(SimulatedCollection collection) => $"{origins.Api}/collections/{Text(collection.Id)}";
}
