using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <content>Collections and projects.</content>
internal sealed partial class FigshareJson
{
    /// <summary>The short form in lists.</summary>
    public JsonObject ListedCollection(SimulatedCollection collection) => Identity(collection, collection.Version);

    public JsonObject Collection(SimulatedCollection collection, int version, int articleCount)
    {
        JsonObject json = Identity(collection, version);
        json["articles_count"] = articleCount;
        json["version"] = version;
        json["description"] = collection.Description;
        json["categories"] = new JsonArray();
        json["references"] = new JsonArray();
        json["related_materials"] = new JsonArray();
        json["tags"] = Keywords(collection.Keywords);
        json["keywords"] = Keywords(collection.Keywords);
        json["authors"] = Authors(collection.Authors);
        json["institution_id"] = collection.InstitutionId;
        json["group_id"] = collection.GroupId;
        json["public"] = true;
        json["citation"] = Citation(
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

    // "version" in the definition of 2026-07; older documentation had "id".
    public JsonArray Versions(SimulatedCollection collection) =>
        Array(Enumerable.Range(1, collection.Version).Select(version => new JsonObject
        {
            ["version"] = version,
            ["url"] = $"{ApiUrl(collection)}/versions/{Text(version)}",
            ["funding"] = new JsonArray(),
        }));

    public JsonObject Project(SimulatedProject project) => new()
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
        ["collaborators"] = Array(project.Collaborators.Select((person, index) => new JsonObject
        {
            ["role_name"] = index == 0 ? "Owner" : "Collaborator",
            ["user_id"] = person.Id,
            ["name"] = person.FullName,
        })),
        ["custom_fields"] = new JsonArray(),
        ["figshare_url"] = $"https://figshare.com/projects/{UrlTitle(project.Title)}/{Text(project.Id)}",
    };

    private JsonObject Identity(SimulatedCollection collection, int version) => new()
    {
        ["id"] = collection.Id,
        ["title"] = collection.Title,
        ["doi"] = collection.DoiOf(version),
        ["handle"] = collection.Handle,
        ["url"] = ApiUrl(collection),
        ["timeline"] = Timeline(collection.Published),
        ["published_date"] = Date(collection.Published),
    };

    private string ApiUrl(SimulatedCollection collection) => $"{origins.Api}/collections/{Text(collection.Id)}";
}
