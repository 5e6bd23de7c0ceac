using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator.Tests.Definition;

/// <summary>
/// Figshare's own OpenAPI definition. It is not part of the project. Its path is the value of the environment variable
/// <see cref="Variable"/>, or <see cref="RelativePath"/> below one of the parent folders.
/// </summary>
internal sealed class OfficialDefinition
{
    public const string Variable = "FIGSHARE_OPENAPI_DEFINITION";
    public const string RelativePath = "shared/reference/figshare-openapi-v2.json";

    private readonly JsonNode _root;

    private OfficialDefinition(string path) => _root = JsonNode.Parse(File.ReadAllText(path))!;

    /// <summary>All operations, for example "GET /articles/{article_id}".</summary>
    public IEnumerable<string> Operations => _root["paths"]!.AsObject().SelectMany(
        path => path.Value!.AsObject(), (path, operation) => $"{operation.Key.ToUpperInvariant()} {path.Key}");

    /// <summary>Loads the definition, or returns null if it is not available.</summary>
    public static OfficialDefinition? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return new OfficialDefinition(path);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(file))
            {
                return new OfficialDefinition(file);
            }
        }

        return null;
    }

    /// <summary>Returns the definition of a response, or null if there is none.</summary>
    public JsonNode? Response(string operation, int status)
    {
        var parts = operation.Split(' ');
        return _root["paths"]![parts[1]]?[parts[0].ToLowerInvariant()]?["responses"]?[$"{status}"];
    }

    public JsonObject Schema(string name) => _root["components"]!["schemas"]![name]!.AsObject();
}
