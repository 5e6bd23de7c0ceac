using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <content>Views for the owner of an account.</content>
internal sealed partial class FigshareJson
{
    /// <summary>Renders the owner's view of an article: embargo and confidentiality hide nothing.</summary>
    public JsonObject RenderPrivateArticle(SimulatedArticle article)
    {
        var version = article.Latest;
        var json = new JsonObject
        {
            ["files"] = ToArray(version.Files.Take(FilesInArticle).Select(file => RenderPrivateFile(article, file))),
            ["folder_structure"] = RenderFolders(version),
            ["account_id"] = article.Owner?.Id,
            ["curation_status"] = "",
        };
        AddComplete(json, article, version);
        return json;
    }

    /// <summary>
    /// Renders a file as recorded in 2019 in CenterForOpenScience/waterbutler (project_article_type_3_metadata.json). A
    /// file that is only a link has no upload properties, because it was never uploaded.
    /// </summary>
    public JsonObject RenderPrivateFile(SimulatedArticle article, SimulatedFile file)
    {
        var json = RenderFile(file);
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

    public static JsonObject RenderToken(SimulatedAccount account) => new()
    {
        ["access_token"] = account.Token,
        ["token"] = account.Token,
        ["token_type"] = "bearer",
        ["expires_in"] = 0,
        ["scope"] = "all",
    };
}
