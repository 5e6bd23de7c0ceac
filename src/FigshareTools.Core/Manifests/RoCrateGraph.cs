using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace FigshareTools.Manifests;

/// <summary>The entities of an RO-Crate, as a flat list: each id exists once, and other entities refer to it.</summary>
internal sealed class RoCrateGraph
{
    public const string Root = "./";

    private const string Descriptor = "ro-crate-metadata.json";

    private readonly Dictionary<string, JsonObject> _entities = new(StringComparer.Ordinal);

    public RoCrateGraph() => Add(Descriptor, "CreativeWork", descriptor =>
    {
        Refer(descriptor, "conformsTo", ["https://w3id.org/ro/crate/1.1"]);
        Refer(descriptor, "about", [Root]);
    });

    /// <summary>Whether an entity with the id exists.</summary>
    public bool Has(string id) => _entities.ContainsKey(id);

    /// <summary>Adds an entity, unless one with the id exists.</summary>
    /// <returns>The id.</returns>
    public string Add(string id, string type, Action<JsonObject> describe)
    {
        if (!Has(id))
        {
            var entity = new JsonObject { ["@id"] = id, ["@type"] = type };
            describe(entity);
            _entities.Add(id, entity);
        }

        return id;
    }

    /// <summary>All entities. The descriptor and the root of the crate come first.</summary>
    public JsonArray ToJson() => new([.. _entities.OrderBy(entity => entity.Key switch
    {
        Descriptor => 0,
        Root => 1,
        _ => 2,
    }).Select(entity => entity.Value)]);

    /// <summary>Sets a property, unless its value is not known.</summary>
    public static void Set(JsonObject entity, string property, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            entity[property] = value;
        }
    }

    /// <summary>
    /// Sets references to other entities. A single reference is not in an array, as in compacted JSON-LD.
    /// </summary>
    public static void Refer(JsonObject entity, string property, IReadOnlyCollection<string> ids)
    {
        var references = ids.Select(id => (JsonNode)new JsonObject { ["@id"] = id }).ToArray();
        if (references.Length > 0)
        {
            entity[property] = references.Length == 1 ? references[0] : new JsonArray(references);
        }
    }

    /// <summary>
    /// Escapes a path for a URI. Letters of all scripts stay, because RO-Crate allows IRIs; other characters are
    /// percent-encoded.
    /// </summary>
    public static string Escape(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c > '\u009f' || (c < '\u0080' && char.IsLetterOrDigit(c)) || "/-._~!$&'()*+,;=@".Contains(c))
            {
                text.Append(c);
            }
            else
            {
                text.Append(Uri.EscapeDataString(c.ToString()));
            }
        }

        return text.ToString();
    }
}
