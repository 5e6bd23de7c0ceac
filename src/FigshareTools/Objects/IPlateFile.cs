using System;

namespace FigshareTools.Objects;

/// <summary>An object of a plate whose file has a place on disk, whether or not the file exists.</summary>
internal interface IPlateFile
{
    /// <summary>Full path of the file.</summary>
    string Path { get; }

    /// <summary>Name of the file below its destination folder.</summary>
    string? FileName { get; }
}

/// <summary>The folders of such objects.</summary>
internal static class PlateFiles
{
    /// <summary>
    /// The destination folder of a file: its path without its name, which may have folders. Null when the path does not end
    /// with the name.
    /// </summary>
    public static string? FolderOf(IPlateFile file) => FolderOf(file.Path, file.FileName);

    /// <summary>The same for a path and a name.</summary>
    public static string? FolderOf(string path, string? fileName)
    {
        var name = $"/{(fileName ?? System.IO.Path.GetFileName(path)).Replace('\\', '/')}";
        // The root keeps its slash.
        return path.Replace('\\', '/').EndsWith(name, StringComparison.Ordinal)
            ? path.Substring(0, Math.Max(1, path.Length - name.Length))
            : null;
    }
}
