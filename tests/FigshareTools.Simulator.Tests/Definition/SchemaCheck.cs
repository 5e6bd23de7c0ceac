using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator.Tests.Definition;

/// <summary>
/// Checks JSON against the part of OpenAPI 3.0 that Figshare's definition uses. Additional properties are
/// allowed: "we reserve the right to add new data at any time" (Figshare's documentation).
/// </summary>
internal sealed class SchemaCheck(OfficialDefinition definition)
{
    // Fails on any other keyword of a schema, because this class would ignore it.
    private static readonly string[] s_knownKeywords =
    [
        "$ref", "type", "format", "enum", "nullable", "required", "properties", "items", "allOf", "description",
        "example", "default", "additionalProperties",
    ];

    /// <summary>The violations, by schema and property, for example "ProjectArticle.funding: null".</summary>
    public SortedSet<string> Problems { get; } = new(StringComparer.Ordinal);

    public void Check(JsonNode? value, JsonObject schema, string name)
    {
        Assert.DoesNotContain(
            schema,
            word => !s_knownKeywords.Contains(word.Key) && !word.Key.StartsWith("x-", StringComparison.Ordinal));
        if (value is null)
        {
            Report(name, "null", (bool?)schema["nullable"] ?? false);
            return;
        }

        if ((string?)schema["$ref"] is string reference)
        {
            var schemaName = reference.Split('/')[^1];
            Check(value, definition.Schema(schemaName), schemaName);
            return;
        }

        foreach (var part in schema["allOf"]?.AsArray() ?? [])
        {
            Check(value, part!.AsObject(), name);
        }

        Report(name, "type", IsOfType(value, (string?)schema["type"]));
        Report(name, "enum", schema["enum"]?.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)) ?? true);
        Report(name, "format", HasFormat(value, (string?)schema["format"]));
        if (value is JsonObject json)
        {
            CheckProperties(json, schema, name);
        }
        else if (value is JsonArray array && schema["items"] is JsonObject items)
        {
            foreach (var item in array)
            {
                Check(item, items, name + "[]");
            }
        }
    }

    private void CheckProperties(JsonObject value, JsonObject schema, string name)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            Report($"{name}.{required}", "missing", value.ContainsKey((string)required!));
        }

        foreach (var (property, propertySchema) in schema["properties"]?.AsObject() ?? [])
        {
            if (value.TryGetPropertyValue(property, out var content))
            {
                Check(content, propertySchema!.AsObject(), $"{name}.{property}");
            }
        }
    }

    private static bool IsOfType(JsonNode value, string? type) => (type, value.GetValueKind()) switch
    {
        (null, _) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.AsValue().TryGetValue<long>(out _),
        _ => false,
    };

    private static bool HasFormat(JsonNode value, string? format) => format switch
    {
        null => true,
        "url" => Uri.TryCreate((string?)value, UriKind.Absolute, out _),
        _ => throw new NotSupportedException($"The format {format} is not checked."),
    };

    private void Report(string name, string problem, bool isValid)
    {
        if (!isValid)
        {
            Problems.Add($"{name}: {problem}");
        }
    }
}
