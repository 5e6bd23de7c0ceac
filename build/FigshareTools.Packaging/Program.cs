using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace FigshareTools.Packaging;

/// <summary>Packs the module that was built with this program.</summary>
internal static class Program
{
    private const string Usage = """
        Packs the module: a nupkg for the PowerShell Gallery, a zip for module paths, and their checksums.

        Usage: FigshareTools.Packaging [--output <folder>] [--release <tag>]

          --output <folder>  where the packages are written, default out/packages in the repository
          --release <tag>    fail unless the tag fits the version of the module and CHANGELOG.md dates its release
        """;

    private static int Main(string[] args)
    {
        if (!TryRead(args, out var options))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        try
        {
            Pack(options.GetValueOrDefault("--output"), options.GetValueOrDefault("--release"));
            return 0;
        }
        catch (PackagingException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static void Pack(string? output, string? tag)
    {
        var repository = Metadata("Repository");
        var module = ModuleContent.Read(Metadata("Module"));
        var notes = ReleaseNotes.Find(File.ReadAllText(Path.Combine(repository, "CHANGELOG.md")), module.Manifest.Version);
        if (tag is not null)
        {
            notes.CheckRelease(module.Manifest.Version, tag);
        }

        var folder = Path.GetFullPath(output ?? Path.Combine(repository, "out", "packages"));
        var packages = ModulePackages.Create(module, notes);
        ModulePackages.Write(packages, folder);
        foreach (var package in packages)
        {
            Console.WriteLine($"{package.Content.Length,9:N0} bytes  {Path.Combine(folder, package.Name)}");
        }
    }

    private static bool TryRead(string[] args, out Dictionary<string, string> options)
    {
        options = [];
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] is not ("--output" or "--release") || i + 1 == args.Length || !options.TryAdd(args[i], args[i + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Metadata(string key) => typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
