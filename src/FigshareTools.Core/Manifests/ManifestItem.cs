using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace FigshareTools.Manifests;

/// <summary>A plate and where its file is, as seen from the manifest that lists it.</summary>
/// <param name="Plate">The plate, named so that it can be saved again below the manifest's folder.</param>
/// <param name="Name">
/// The file's path from the manifest, with forward slashes; climbs out with <c>..</c> or is absolute where it must; null when
/// nothing names the file.
/// </param>
/// <param name="IsBelow">Whether the file is in the manifest's folder or below it.</param>
internal sealed record ManifestItem(FigsharePlate Plate, string? Name, bool IsBelow)
{
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static readonly StringComparison s_comparison =
        s_isWindows || RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    /// <param name="folder">Full path of the manifest's folder.</param>
    /// <param name="plate">The plate.</param>
    /// <param name="fullPath">Full path of its file, if it is on disk.</param>
    public static ManifestItem Of(string folder, FigsharePlate plate, string? fullPath)
    {
        if (fullPath is not null)
        {
            var relative = Relative(folder, fullPath);
            var isBelow = IsPlain(relative);
            return new(plate with { FileName = isBelow ? relative : Path.GetFileName(fullPath) }, relative, isBelow);
        }

        // Both slashes separate folders in a plate's name, on every system: so Save-FigsharePlate takes them.
        var name = PlateFileName.Of(plate)?.Replace('\\', '/');
        return new(plate, name, name is not null && IsPlain(name));
    }

    // Not Path.IsPathRooted: .NET Framework throws at names that are none on Windows.
    private static bool IsPlain(string name) =>
        name is not ['/', ..] && !(s_isWindows && name is [_, ':', ..]) && !name.Split('/').Contains("..");

    /// <summary>Path.GetRelativePath, which .NET Framework lacks.</summary>
    private static string Relative(string folder, string path)
    {
        var root = Path.GetPathRoot(path)!;
        if (!string.Equals(root, Path.GetPathRoot(folder), s_comparison))
        {
            return path.Replace(Path.DirectorySeparatorChar, '/');
        }

        var from = Parts(folder, root);
        var to = Parts(path, root);
        var shared = from.Zip(to, (one, other) => string.Equals(one, other, s_comparison)).TakeWhile(same => same).Count();
        return string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
    }

    private static string[] Parts(string path, string root) =>
        path.Substring(root.Length).Split([Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
