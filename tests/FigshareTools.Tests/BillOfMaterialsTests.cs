using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>The bill of materials and the notices name all that the module folder has of others, and nothing else.</summary>
public class BillOfMaterialsTests
{
    private static readonly string s_module = Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!;
    private static readonly string s_repository = Path.GetFullPath(Path.Combine(s_module, "..", "..", ".."));

    [Fact]
    public void Bill_lists_the_libraries_of_others_with_their_hashes()
    {
        var listed = Components().SelectMany(component => component.GetProperty("components").EnumerateArray()).Select(file => (
            Name: file.GetProperty("name").GetString()!,
            Hash: file.GetProperty("hashes")[0].GetProperty("content").GetString()!.ToUpperInvariant()));

        var present = Directory.EnumerateFiles(s_module, "*.dll", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("FigshareTools", StringComparison.Ordinal))
            .Select(file => (
                Name: Path.GetRelativePath(s_module, file).Replace('\\', '/'),
                Hash: Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));

        Assert.Equal(present.Order(), listed.Order());
    }

    [Fact]
    public void Bill_has_the_versions_of_the_lock_file()
    {
        using var locked = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(s_repository, "src", "FigshareTools.Core", "packages.lock.json")));
        var packages = locked.RootElement.GetProperty("dependencies").GetProperty(".NETFramework,Version=v4.7.2");

        Assert.All(Components(), component => Assert.Equal(
            packages.GetProperty(component.GetProperty("name").GetString()!).GetProperty("resolved").GetString(),
            component.GetProperty("version").GetString()));
    }

    [Fact]
    public void Notices_name_all_packages_of_the_bill()
    {
        var notices = File.ReadAllText(Path.Combine(s_repository, "THIRD-PARTY-NOTICES.md"));

        Assert.All(Components(), component => Assert.Contains(
            $"| {component.GetProperty("name")} | {component.GetProperty("version")} |", notices, StringComparison.Ordinal));
    }

    private static List<JsonElement> Components()
    {
        using var bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_module, "sbom.cdx.json")));
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal("1.6", bill.RootElement.GetProperty("specVersion").GetString());
        return [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.Clone())];
    }
}
