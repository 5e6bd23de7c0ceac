using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Packaging;

/// <summary>Makes the packages of a module folder: a nupkg, a zip, and their checksums.</summary>
internal static class ModulePackages
{
    /// <summary>
    /// Returns the nupkg for package repositories, the zip that is unpacked into a module path, and the checksums of both.
    /// </summary>
    public static IReadOnlyList<PackageFile> Create(ModuleContent module, ReleaseNotes notes)
    {
        var version = module.Manifest.Version;
        var folder = $"{ModuleContent.Name}/{version}/";
        PackageFile[] packages =
        [
            new($"{ModuleContent.Name}.{version}.nupkg", DeterministicZip.Write(NuGetPackage.Create(module, notes))),
            new(
                $"{ModuleContent.Name}-{version}.zip",
                DeterministicZip.Write(module.Files.Select(file => file with { Name = folder + file.Name }))),
        ];
        return [.. packages, new($"{ModuleContent.Name}-{version}.sha256", Checksums(packages))];
    }

    /// <summary>Writes packages to a folder, over those of an earlier run.</summary>
    public static void Write(IEnumerable<PackageFile> packages, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var package in packages)
        {
            File.WriteAllBytes(Path.Combine(folder, package.Name), package.Content);
        }
    }

    /// <summary>The form that <c>sha256sum --check</c> reads.</summary>
    private static byte[] Checksums(IEnumerable<PackageFile> packages) => Encoding.ASCII.GetBytes(string.Concat(
        packages.Select(package => $"{Convert.ToHexStringLower(SHA256.HashData(package.Content))}  {package.Name}\n")));
}
