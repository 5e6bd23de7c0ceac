using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>
/// An RO-Crate 1.1 metadata file (https://w3id.org/ro/crate/1.1): the root is the article, or, if plates come from several, a
/// dataset with one for each article.
/// </summary>
/// <remarks>
/// Neither schema.org nor the context of RO-Crate 1.1 (nor of 1.3) has a term for an MD5. The specification's way to say what
/// they lack is a term of another vocabulary, added to the context ("Extending RO-Crate"); RO-Crate's own vocabulary for
/// workflow runs has one for just this, so it is taken rather than a property of our own that no reader knows.
/// </remarks>
internal sealed class RoCrateOutput(Stream stream, string folder, TimeProvider clock) : ManifestOutput
{
    private const string Md5Term = "https://w3id.org/ro/terms/workflow-run#md5";

    private readonly List<ManifestItem> _items = [];

    /// <summary>Nothing is written yet: an entity's parts have to be known first.</summary>
    public override void Write(ManifestItem item) => _items.Add(item);

    public override void Finish()
    {
        var graph = new RoCrateGraph();
        var parts = _items
            .GroupBy(item => RoCrateArticle.KeyOf(item.Plate))
            .Select(group => (Article: group.Key is null ? null : new RoCrateArticle([.. group.Select(item => item.Plate)]),
                Files: group.Select(item => AddFile(graph, item)).OfType<string>().ToList()))
            .ToList();
        AddRoot(graph, parts);

        using var json = new Utf8JsonWriter(stream, JsonOutput.Options);
        new JsonObject
        {
            ["@context"] = new JsonArray("https://w3id.org/ro/crate/1.1/context", new JsonObject { ["md5"] = Md5Term }),
            ["@graph"] = graph.ToJson(),
        }.WriteTo(json);
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public override void Dispose()
    {
        // Nothing is held but the list.
    }

    private void AddRoot(RoCrateGraph graph, List<(RoCrateArticle? Article, List<string> Files)> parts)
    {
        var today = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (parts is [{ Article: { } only }])
        {
            only.AddTo(graph, RoCrateGraph.Root, today, parts[0].Files);
            return;
        }

        var members = new List<string>();
        foreach (var (article, files) in parts)
        {
            members.AddRange(article is null ? files : [article.AddTo(graph, article.Id, today, files)]);
        }

        var articles = parts.Count(part => part.Article is not null);
        graph.Add(RoCrateGraph.Root, "Dataset", root =>
        {
            root["name"] = articles == 0 ? "Files from Figshare" : $"Files of {articles} Figshare articles";
            root["description"] = "Plates that were listed together; what is known of them stands with each part.";
            root["datePublished"] = today;
            root["license"] = "As each part states.";
            RoCrateGraph.Refer(root, "hasPart", members);
        });
    }

    /// <summary>The id of a file's entity; null when the file is listed already.</summary>
    private string? AddFile(RoCrateGraph graph, ManifestItem item)
    {
        var plate = item.Plate;
        // The address that serves programs; the others are challenged or refused now and then.
        var url = plate is { IsLinkOnly: false, FileId: > 0 }
            ? FigshareEndpoints.Figshare.ApiFile(plate.FileId).AbsoluteUri
            : plate.DownloadUrl;
        var local = plate.IsLinkOnly || item.Name is null ? null
            : item.IsBelow ? RoCrateGraph.Escape(item.Name)
            // A crate's ids do not climb out of it.
            : new Uri(Path.GetFullPath(Path.Combine(folder, item.Name))).AbsoluteUri;

        // Files of one name are allowed at Figshare, but entities of one id not in a crate.
        var id = new[] { local, url }.FirstOrDefault(id => id is not null && !graph.Has(id));
        return id is null ? null : graph.Add(id, "File", file =>
        {
            RoCrateGraph.Set(file, "name", item.Name?.Substring(item.Name.LastIndexOf('/') + 1) ?? plate.ToString());
            RoCrateGraph.Set(file, "contentSize", plate.Length?.ToString(CultureInfo.InvariantCulture));
            RoCrateGraph.Set(file, "md5", plate.Md5);
            RoCrateGraph.Set(file, "url", url);
        });
    }
}
