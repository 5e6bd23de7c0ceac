using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using FigshareTools.Api;
using FigshareTools.Rows;

namespace FigshareTools.Manifests;

/// <summary>Reads responses of Figshare's API (a list of files, or an article) and exported plates.</summary>
internal static class JsonManifest
{
    private static readonly JsonDocumentOptions s_options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<ManifestEntry> Read(string path, TextReader text)
    {
        using var document = Parse(path, text.ReadToEnd());
        var entries = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.EnumerateArray()
                .SelectMany((element, i) => EntriesOf(path, $"entry {i + 1}", element))
            : EntriesOf(path, "the object", document.RootElement);
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    private static JsonDocument Parse(string path, string json)
    {
        try
        {
            return JsonDocument.Parse(json, s_options);
        }
        catch (JsonException e)
        {
            throw ManifestFile.Invalid(path, $"line {e.LineNumber + 1} is not JSON; get or export the file again", e);
        }
    }

    private static IEnumerable<ManifestEntry> EntriesOf(string path, string place, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [Wrong(path, place, "it describes no file; keep only files or plates in the list")];
        }

        var properties = element.EnumerateObject().ToList();
        PlateRowParser parser;
        List<string?> cells;
        try
        {
            parser = new PlateRowParser(properties.ConvertAll(property => property.Name));
            cells = properties.ConvertAll(property => TextOf(property.Value));
        }
        catch (InvalidOperationException)
        {
            // JSON can escape half a character.
            return [Wrong(path, place, "it has a text that is not valid Unicode; get or export the file again")];
        }

        return element.TryGetProperty("files", out var files) && files.ValueKind == JsonValueKind.Array
            ? FilesOf(path, place, element)
            : parser.IsArticle(cells, out _)
                ? [Wrong(path, place, "it is an article without its files; give its id to Get-FigshareManifest",
                    FigshareErrorId.NoFiles)]
                : [PlateOf(path, place, parser, cells)];
    }

    private static ManifestEntry PlateOf(
        string path, string place, PlateRowParser parser, IReadOnlyList<string?> cells)
    {
        try
        {
            var row = parser.Parse(cells);
            if (!row.DescribesFile)
            {
                return Wrong(path, place, PlateRow.NoFile);
            }

            if (row.IsKeyMissing)
            {
                return Wrong(path, place, PlateRow.NoKey, FigshareErrorId.InvalidPlate);
            }

            var plate = row.Plate;

            // Files of the API have no label. Plates that this module exported stay as they are.
            return ManifestEntry.Of(parser.Headings.AreOfApiFile
                ? plate with
                {
                    Plate = plate.Plate ?? ApiPlates.LabelOf(plate.FileName),
                    Length = plate.IsLinkOnly && plate.Length == 0 ? null : plate.Length,
                }
                : plate);
        }
        catch (FormatException e)
        {
            return Wrong(path, place, e.Message);
        }
    }

    private static IEnumerable<ManifestEntry> FilesOf(string path, string place, JsonElement element)
    {
        ApiArticle article;
        try
        {
            article = element.Deserialize(ApiJson.Default.ApiArticle)!;
        }
        catch (JsonException e)
        {
            return [Wrong(path, place, $"it is not an article as Figshare describes it ({e.Path}); get it again")];
        }

        if (article.HasNulls)
        {
            return [Wrong(path, place, "it has null in place of a file or an author; get it again")];
        }

        var names = new FileNames(article.FolderStructure);
        var entries = article.Files!.Select(file => ManifestEntry.Of(
            ApiPlates.PlateOf(article, file) with { FileName = names.NameOf(file) }));
        var bytes = ArticleFiles.BytesOf(article.Files!);
        return article.Files!.Count == ArticleFiles.MaximumCount && article.Size is { } size && size != bytes
            ? entries.Append(Wrong(path, place,
                $"its {ArticleFiles.MaximumCount} files have {bytes} bytes, but the article has {size}: Figshare lists "
                + $"at most {ArticleFiles.MaximumCount} files in the article; list all with Get-FigshareManifest "
                + $"{article.Id}",
                FigshareErrorId.IncompleteManifest))
            : entries;
    }

    private static ManifestEntry Wrong(
        string path, string place, string why, FigshareErrorId id = FigshareErrorId.InvalidManifest) =>
        ManifestEntry.Wrong(id, $"{path}, {place}: {why}.");

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => null,
    };
}
