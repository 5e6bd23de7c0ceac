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
/// Writes an RO-Crate 1.1 metadata file (https://w3id.org/ro/crate/1.1). The root is the article or, if the plates are
/// from several articles, a dataset with one part for each article.
/// </summary>
/// <remarks>
/// Neither schema.org nor the context of RO-Crate 1.1 (nor of 1.3) has a term for an MD5. For such cases the
/// specification ("Extending RO-Crate") adds a term of another vocabulary to the context. RO-Crate's vocabulary for
/// workflow runs has a term for an MD5, which readers may know, so it is used instead of a property of our own.
/// </remarks>
internal sealed class RoCrateOutput(Stream stream, string folder, TimeProvider clock) : ManifestOutput
{
    private const string Md5Term = "https://w3id.org/ro/terms/workflow-run#md5";

    private readonly List<ManifestItem> _items = [];

    /// <summary>Keeps the plate: nothing can be written before all parts of the crate are known.</summary>
    public override void Write(ManifestItem item) => _items.Add(item);

    public override void Finish()
    {
        var graph = new RoCrateGraph();
        var parts = _items
            .GroupBy(item => RoCrateArticle.KeyOf(item.Plate))
            .Select(group => (
                Article: group.Key is null ? null : new RoCrateArticle([.. group.Select(item => item.Plate)]),
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
        // The list is the only state.
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
            root["description"] = "Plates that were listed together; each part has the details of its plates.";
            root["datePublished"] = today;
            root["license"] = "As stated for each part.";
            RoCrateGraph.Refer(root, "hasPart", members);
        });
    }

    /// <summary>Adds the entity of a file.</summary>
    /// <returns>Its id; null when the file is listed already.</returns>
    private string? AddFile(RoCrateGraph graph, ManifestItem item)
    {
        var plate = item.Plate;
        // The API's address serves programs. Requests to other addresses are sometimes challenged or refused.
        var url = plate is { IsLinkOnly: false, FileId: > 0 }
            ? FigshareEndpoints.Figshare.ApiFile(plate.FileId).AbsoluteUri
            : plate.DownloadUrl;
        var local = plate.IsLinkOnly || item.Name is null ? null
            : item.IsBelow ? RoCrateGraph.Escape(item.Name)
            // Ids of a crate must not be relative paths to files outside it.
            : new Uri(Path.GetFullPath(Path.Combine(folder, item.Name))).AbsoluteUri;

        // Figshare allows several files with one name, but a crate does not allow several entities with one id.
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
