using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using FigshareTools.Hosting;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>The rules of docs/architecture.md about the assemblies other than the engine, read from their metadata.</summary>
public class ModuleArchitectureTests
{
    private const int MaximumParameters = 5;

    private static readonly string s_cmdlets = Path.Combine(
        Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, ModuleUnderTest.Build, "FigshareTools.dll");

    [Fact]
    public void The_cmdlets_know_no_HTTP() => AssertNoViolations(Read(s_cmdlets, metadata =>
        metadata.AssemblyReferences
            .Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))
            .Concat(metadata.TypeReferences.Select(type => NameOf(metadata, metadata.GetTypeReference(type))))
            .Where(name => name.StartsWith("System.Net.Http", StringComparison.Ordinal)
                || name.StartsWith("FigshareTools.Http.", StringComparison.Ordinal))
            .Select(name => $"FigshareTools.dll refers to {name}")));

    public static TheoryData<string> Assemblies =>
        [s_cmdlets, typeof(ModuleSession).Assembly.Location, typeof(FigshareSimulator).Assembly.Location];

    [Theory]
    [MemberData(nameof(Assemblies), DisableDiscoveryEnumeration = true)]
    public void Constructors_have_at_most_five_parameters(string path) => AssertNoViolations(Read(path, metadata =>
        from handle in metadata.TypeDefinitions
        let type = metadata.GetTypeDefinition(handle)
        let methods = type.GetMethods().Select(metadata.GetMethodDefinition).ToList()
        let names = methods.Select(method => metadata.GetString(method.Name)).ToList()
        // A record only carries data.
        where !names.Contains("<Clone>$") && !names.Contains("PrintMembers")
        from method in methods
        where metadata.GetString(method.Name) == ".ctor"
        let count = metadata.GetBlobReader(method.Signature).ReadParameterCount()
        where count > MaximumParameters
        select $"{metadata.GetString(type.Name)} has a constructor with {count} parameters"));

    private static List<string> Read(string path, Func<MetadataReader, IEnumerable<string>> find)
    {
        using var file = new PEReader(File.OpenRead(path));
        return [.. find(file.GetMetadataReader())];
    }

    private static string NameOf(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private static void AssertNoViolations(List<string> violations) =>
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
}

/// <summary>Reads signatures of methods.</summary>
internal static class SignatureExtensions
{
    /// <summary>Reads the number of parameters, which follows the header of a signature without type parameters.</summary>
    public static int ReadParameterCount(this BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
