using System;
using System.IO;
using System.Linq;
using System.Reflection;
using FigshareTools.Hosting;

namespace FigshareTools.Tests.Support;

/// <summary>The module as the build laid it out, with the build of the cmdlets that this test project is for.</summary>
internal static class ModuleUnderTest
{
    private const string NetFramework = "net472";

    private static readonly Lazy<string> s_manifest = new(Find);

    /// <summary>net8.0 or net472.</summary>
    public static string Build { get; } = typeof(ModuleUnderTest).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ModuleBuild").Value!;

    /// <summary>The module manifest to import.</summary>
    public static string Manifest => s_manifest.Value;

    /// <summary>The manifest that the build laid out.</summary>
    public static string BuiltManifest { get; } = ModuleLocator.Find(AppContext.BaseDirectory);

    /// <summary>
    /// Every PowerShell that runs here is a Core edition, for which the manifest picks net8.0: for the other build, a copy
    /// of the module says otherwise in one line.
    /// </summary>
    private static string Find()
    {
        if (Build != NetFramework)
        {
            return BuiltManifest;
        }

        var module = Path.GetDirectoryName(BuiltManifest)!;
        var copy = Directory.CreateTempSubdirectory("figsharetools-module-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copy, recursive: true);
        foreach (var file in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var manifest = Path.Combine(copy, Path.GetFileName(BuiltManifest));
        var text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace("$PSEdition -eq 'Core'", "$false", StringComparison.Ordinal));
        return manifest;
    }
}
