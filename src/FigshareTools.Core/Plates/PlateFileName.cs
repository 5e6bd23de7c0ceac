using System;

namespace FigshareTools;

/// <summary>The file names of plates.</summary>
public static class PlateFileName
{
    /// <summary>
    /// The plate's name below its folder: its file name, else <c>&lt;Plate&gt;.sqlite</c>; null when the plate has
    /// neither a file name nor a label. A blank text is none.
    /// </summary>
    public static string? Of(FigsharePlate plate) =>
        !string.IsNullOrWhiteSpace(plate.FileName) ? plate.FileName
        : !string.IsNullOrWhiteSpace(plate.Plate) ? $"{plate.Plate!.Trim()}.sqlite"
        : null;

    /// <summary>
    /// The folder below which a path has a name, which may have folders too. A root keeps its separator: <c>D:</c> is the current
    /// folder of the drive, and an empty text is no folder.
    /// </summary>
    /// <param name="path">The full path of a file, of Windows or of another system.</param>
    /// <param name="fileName">The name of the file below the folder; null for the last part of the path.</param>
    /// <returns>The folder; null when the path does not end with the name.</returns>
    public static string? FolderOf(string path, string? fileName)
    {
        var file = path.Replace('\\', '/');
        var name = $"/{(fileName ?? file.Substring(file.LastIndexOf('/') + 1)).Replace('\\', '/')}";
        if (!file.EndsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        var end = path.Length - name.Length;
        return path.Substring(0, end == 0 || path[end - 1] == ':' ? end + 1 : end);
    }
}
