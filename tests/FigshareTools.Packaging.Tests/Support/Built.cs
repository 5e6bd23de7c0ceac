using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;

namespace FigshareTools.Packaging.Tests.Support;

/// <summary>The repository, the module that was built with these tests, and its packages.</summary>
internal static class Built
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Metadata("Repository"));

    /// <summary>The folder of the module as the build laid it out.</summary>
    public static string Module { get; } = Metadata("Module");

    /// <summary>The program that runs a script in PowerShell's engine alone.</summary>
    public static string PlainShell { get; } = Metadata("PlainShell");

    public static string Version => Path.GetFileName(Path.TrimEndingDirectorySeparator(Module));

    public static IReadOnlyList<PackageFile> Packages { get; } = Pack(Module);

    /// <summary>Packs a folder as the program does.</summary>
    public static IReadOnlyList<PackageFile> Pack(string module)
    {
        var content = ModuleContent.Read(module);
        var changelog = File.ReadAllText(Path.Combine(Repository, "CHANGELOG.md"));
        return ModulePackages.Create(content, ReleaseNotes.Find(changelog, content.Manifest.Version));
    }

    public static byte[] Package(string extension) =>
        Packages.Single(package => package.Name.EndsWith(extension, StringComparison.Ordinal)).Content;

    public static ZipArchive Open(string extension) => new(new MemoryStream(Package(extension)));

    private static string Metadata(string key) => typeof(Built).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
