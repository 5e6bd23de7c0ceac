using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator.Tests.Definition;

/// <summary>
/// Figshare's own OpenAPI definition. It is not part of the project: it lies at shared/reference beside the folder of
/// the repository, or where the environment variable says.
/// </summary>
internal sealed class OfficialDefinition
{
    public const string Variable = "FIGSHARE_OPENAPI_DEFINITION";
    public const string RelativePath = "shared/reference/figshare-openapi-v2.json";

    private readonly JsonNode _root;

    private OfficialDefinition(string path) => _root = JsonNode.Parse(File.ReadAllText(path))!;

    /// <summary>All operations, "GET /articles/{article_id}" for instance.</summary>
    public IEnumerable<string> Operations => _root["paths"]!.AsObject().SelectMany(
        path => path.Value!.AsObject(), (path, operation) => $"{operation.Key.ToUpperInvariant()} {path.Key}");

    /// <summary>The definition, or null where it is not at hand.</summary>
    public static OfficialDefinition? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told)
        {
            return new OfficialDefinition(told);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(path))
            {
                return new OfficialDefinition(path);
            }
        }

        return null;
    }

    /// <summary>What the definition says about the answer of an operation, or null if it does not know it.</summary>
    public JsonNode? Response(string operation, int status)
    {
        var parts = operation.Split(' ');
        return _root["paths"]![parts[1]]?[parts[0].ToLowerInvariant()]?["responses"]?[$"{status}"];
    }

    public JsonObject Schema(string name) => _root["components"]!["schemas"]![name]!.AsObject();
}
