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
    public static string? FolderOf(IPlateFile file)
    {
        var path = file.Path.Replace('\\', '/');
        var name = $"/{(file.FileName ?? System.IO.Path.GetFileName(file.Path)).Replace('\\', '/')}";
        // The root keeps its slash.
        return path.EndsWith(name, StringComparison.Ordinal)
            ? file.Path.Substring(0, Math.Max(1, file.Path.Length - name.Length))
            : null;
    }
}
