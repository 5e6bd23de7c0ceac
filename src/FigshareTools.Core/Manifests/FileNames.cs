using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>
/// Assigns names below a folder to the files of an article: with the folder in which Figshare shows the file. Figshare
/// allows several files with the same name; all but the first get their file id as a part of the name.
/// </summary>
internal sealed class FileNames(JsonElement folderStructure)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a file; null for a file without a name.</summary>
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

    // The folder structure is an object that maps file ids to paths. If it is empty, it may be sent as another type.
    private string? FolderOf(long fileId)
    {
        try
        {
            return folderStructure.ValueKind == JsonValueKind.Object
                && folderStructure.TryGetProperty(fileId.ToString(CultureInfo.InvariantCulture), out var folder)
                && folder.ValueKind == JsonValueKind.String
                    ? folder.GetString()!.Trim('/', ' ')
                    : null;
        }
        catch (InvalidOperationException)
        {
            // JSON can escape half a character. No folder has such a name.
            return null;
        }
    }
}
