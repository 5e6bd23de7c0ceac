using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace FigshareTools.Packaging;

/// <summary>The files of the module that both packages contain, in ordinal order of their names.</summary>
internal sealed class ModuleContent
{
    public const string Name = "FigshareTools";

    private const string ManifestName = Name + ".psd1";

    private ModuleContent(ModuleManifest manifest, IReadOnlyList<PackageFile> files)
    {
        Manifest = manifest;
        Files = files;
    }

    public ModuleManifest Manifest { get; }

    public IReadOnlyList<PackageFile> Files { get; }

    /// <summary>Reads the folder that a build laid out. The manifest gets a FileList of what is packed.</summary>
    public static ModuleContent Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, ManifestName)))
        {
            throw new PackagingException($"There is no module in {folder}: build it first.");
        }

        // Enumerated by full path, so that the folder may be named in any way.
        var root = Path.GetFullPath(folder);
        string[] names = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        var packed = names.Where(name => IsPacked(name, names)).ToList();

        var manifest = ModuleManifest.Parse(File.ReadAllText(Path.Combine(root, ManifestName)));
        var files = packed.Select(name => new PackageFile(name, name == ManifestName
            ? Encoding.UTF8.GetBytes(manifest.WithFileList(packed))
            : File.ReadAllBytes(Path.Combine(root, name))));
        return new ModuleContent(manifest, [.. files]);
    }

    /// <summary>Debug symbols and the API's documentation, an XML file beside the library, are of no use in a shell.</summary>
    private static bool IsPacked(string name, string[] names) => Path.GetExtension(name) switch
    {
        ".pdb" => false,
        ".xml" => !names.Contains(Path.ChangeExtension(name, ".dll")),
        _ => true,
    };
}
