using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FigshareTools.Dependencies.Tests;

/// <summary>
/// .NET Framework loads exactly the assembly version that is referenced, and Windows PowerShell has no binding redirects for
/// a module. So each reference of the net472 build must be met by .NET Framework itself or by the file beside it.
/// </summary>
public class NetFrameworkReferencesTests
{
    private static readonly string[] s_framework =
    [
        "mscorlib 4.0.0.0", "System 4.0.0.0", "System.Core 4.0.0.0", "System.Net.Http 4.2.0.0", "System.Numerics 4.0.0.0",
        "System.Xml 4.0.0.0",
    ];

    private static string Folder => Path.Combine(TestSettings.Module, "net472");

    [Fact]
    public void Each_reference_is_the_frameworks_or_lies_beside_it_in_that_version()
    {
        var assemblies = Directory.EnumerateFiles(Folder, "*.dll").Select(Read).ToArray();
        var present = assemblies.Select(assembly => assembly.Identity).ToHashSet();

        var missing =
            from assembly in assemblies
            from reference in assembly.References
            where !present.Contains(reference) && !s_framework.Contains(reference)
                && !reference.StartsWith("System.Management.Automation ", StringComparison.Ordinal)
            select $"{assembly.Identity} -> {reference}";

        Assert.Empty(missing);
    }

    [Fact]
    public void No_file_is_shipped_that_no_other_file_references()
    {
        var assemblies = Directory.EnumerateFiles(Folder, "*.dll").Select(Read).ToArray();
        var referenced = assemblies.SelectMany(assembly => assembly.References).ToHashSet();

        Assert.Equal(
            [assemblies.Single(assembly => assembly.Identity.StartsWith("FigshareTools ", StringComparison.Ordinal)).Identity],
            assemblies.Select(assembly => assembly.Identity).Where(identity => !referenced.Contains(identity)));
    }

    private static (string Identity, IReadOnlyList<string> References) Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        return (
            $"{metadata.GetString(definition.Name)} {definition.Version}",
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Select(reference => $"{metadata.GetString(reference.Name)} {reference.Version}")]);
    }
}
