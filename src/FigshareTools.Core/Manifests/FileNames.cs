using System;
using System.Collections.Generic;
using System.Text.Json;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>
/// The names an article's files get below a folder: with the folder that Figshare shows them in, and, where Figshare has two
/// of one name (it allows that), told apart by file id. The first keeps its name.
/// </summary>
internal sealed class FileNames(JsonElement folderStructure)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string? NameOf(ApiFile file)
    {
        if (file.Name is not { Length: > 0 } name)
        {
            return null;
        }

        var path = FolderOf(file.Id) is { Length: > 0 } folder ? $"{folder}/{name}" : name;
        if (!_taken.Add(path))
        {
            var dot = path.LastIndexOf('.') is var at && at > path.LastIndexOf('/') + 1 ? at : path.Length;
            path = path.Insert(dot, $".{file.Id}");
            _taken.Add(path);
        }

        return path;
    }

    // An object from file id to path; what else an empty one may be sent as does not matter.
    private string? FolderOf(long fileId) =>
        folderStructure.ValueKind == JsonValueKind.Object
        && folderStructure.TryGetProperty(fileId.ToString(System.Globalization.CultureInfo.InvariantCulture), out var folder)
        && folder.ValueKind == JsonValueKind.String
            ? folder.GetString()!.Trim('/', ' ')
            : null;
}
