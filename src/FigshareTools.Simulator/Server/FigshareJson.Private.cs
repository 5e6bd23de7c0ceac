using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <content>What only the owner of an account sees.</content>
internal sealed partial class FigshareJson
{
    /// <summary>An article as its owner sees it: embargo and confidentiality hide nothing.</summary>
    public JsonObject PrivateArticle(SimulatedArticle article)
    {
        SimulatedVersion version = article.Latest;
        var json = new JsonObject
        {
            ["files"] = Array(version.Files.Take(FilesInArticle).Select(file => PrivateFile(article, file))),
            ["folder_structure"] = Folders(version),
            ["account_id"] = article.Owner?.Id,
            ["curation_status"] = "",
        };
        AddComplete(json, article, version);
        return json;
    }

    /// <summary>
    /// A file as in the 2019 recording in CenterForOpenScience/waterbutler (project_article_type_3_metadata.json). A
    /// link was never uploaded, and has nothing that says where to.
    /// </summary>
    public JsonObject PrivateFile(SimulatedArticle article, SimulatedFile file)
    {
        JsonObject json = File(file);
        json["status"] = "available";
        json["viewer_type"] = "";
        json["preview_state"] = "preview_not_available";
        json["is_attached_to_public_version"] = article.IsPublic;
        if (!file.IsLinkOnly)
        {
            json["upload_url"] = "";
            json["upload_token"] = "";
        }

        return json;
    }

    public static JsonObject Token(SimulatedAccount account) => new()
    {
        ["access_token"] = account.Token,
        ["token"] = account.Token,
        ["token_type"] = "bearer",
        ["expires_in"] = 0,
        ["scope"] = "all",
    };
}
