using System;
using System.IO;
using System.Linq;

namespace FigshareTools.Hosting;

/// <summary>Finds the module in the build output, independently of the output folder of the host.</summary>
internal static class ModuleLocator
{
    private const string Manifest = "FigshareTools.psd1";

    /// <summary>
    /// Searches the folder and its parents for <c>out/FigshareTools/(newest version)/FigshareTools.psd1</c>.
    /// </summary>
    /// <exception cref="HostStartException">The module was not found.</exception>
    public static string Find(string startFolder)
    {
        for (DirectoryInfo? folder = new(startFolder); folder is not null; folder = folder.Parent)
        {
            if (NewestIn(Path.Combine(folder.FullName, "out", "FigshareTools")) is { } manifest)
            {
                return manifest;
            }
        }

        throw new HostStartException(
            "The module FigshareTools was not found. Build it (dotnet build), or give its path with -ModulePath.");
    }

    private static string? NewestIn(string versions)
    {
        if (!Directory.Exists(versions))
        {
            return null;
        }

        // Versions are compared by number, because as text 0.10.0 would be older than 0.9.0.
        return Directory.EnumerateDirectories(versions)
            .Select(folder => (
                Path: Path.Combine(folder, Manifest),
                Version: Version.TryParse(Path.GetFileName(folder), out var version) ? version : null))
            .Where(module => module.Version is not null && File.Exists(module.Path))
            .OrderByDescending(module => module.Version)
            .Select(module => module.Path)
            .FirstOrDefault();
    }
}
