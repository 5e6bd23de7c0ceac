using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace FigshareTools.Manifests;

/// <summary>A plate and the path of its file, relative to the manifest that lists it.</summary>
/// <param name="Plate">The plate, with a name under which it can be saved below the manifest's folder.</param>
/// <param name="Name">
/// The path of the file relative to the manifest, with forward slashes. For a file outside the manifest's folder it
/// begins with <c>..</c> or is absolute. Null when the file has no name.
/// </param>
/// <param name="IsBelow">Whether the file is in the manifest's folder or below it.</param>
internal sealed record ManifestItem(FigsharePlate Plate, string? Name, bool IsBelow)
{
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static readonly StringComparison s_comparison =
        s_isWindows || RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    /// <summary>The item of a plate.</summary>
    /// <param name="folder">Full path of the manifest's folder.</param>
    /// <param name="plate">The plate.</param>
    /// <param name="fullPath">Full path of its file, if it is on disk.</param>
    public static ManifestItem Of(string folder, FigsharePlate plate, string? fullPath)
    {
        if (fullPath is not null)
        {
            var relative = Relative(folder, fullPath);
            var isBelow = IsRelativeBelow(relative);
            return new(plate with { FileName = isBelow ? relative : Path.GetFileName(fullPath) }, relative, isBelow);
        }

        // Both slashes separate folders in the name of a plate, on every system: Save-FigsharePlate reads them so.
        var name = PlateFileName.Of(plate)?.Replace('\\', '/');
        return new(plate, name, name is not null && IsRelativeBelow(name));
    }

    // Not Path.IsPathRooted, which throws on .NET Framework for names that are invalid on Windows.
    private static bool IsRelativeBelow(string name) =>
        name is not ['/', ..] && !(s_isWindows && name is [_, ':', ..]) && !name.Split('/').Contains("..");

    /// <summary>Path.GetRelativePath, which .NET Framework does not have.</summary>
    private static string Relative(string folder, string path)
    {
        var root = Path.GetPathRoot(path)!;
        if (!string.Equals(root, Path.GetPathRoot(folder), s_comparison))
        {
            return path.Replace(Path.DirectorySeparatorChar, '/');
        }

        var from = Parts(folder, root);
        var to = Parts(path, root);
        var shared = from.Zip(to, (one, other) => string.Equals(one, other, s_comparison))
            .TakeWhile(isSame => isSame)
            .Count();
        return string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
    }

    private static string[] Parts(string path, string root) =>
        path.Substring(root.Length).Split([Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
