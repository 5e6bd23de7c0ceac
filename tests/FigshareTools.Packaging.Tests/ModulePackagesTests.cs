using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation.Language;
using System.Security.Cryptography;
using System.Text;
using FigshareTools.Packaging.Tests.Support;

namespace FigshareTools.Packaging.Tests;

/// <summary>What the packages of the built module contain.</summary>
public class ModulePackagesTests
{
    private const int MaximumLength = 2_000_000;

    private static string Folder => $"FigshareTools/{Built.Version}/";

    [Fact]
    public void Zip_has_one_folder_of_the_module_and_its_version() =>
        Assert.All(Names(".zip"), name => Assert.StartsWith(Folder, name, StringComparison.Ordinal));

    [Fact]
    public void Both_packages_contain_the_same_module()
    {
        var zip = Contents(".zip").ToDictionary(entry => entry.Key[Folder.Length..], entry => entry.Value);
        var parts = Contents(".nupkg").Keys.Except(zip.Keys);

        Assert.All(zip, entry => Assert.Equal(entry.Value, Contents(".nupkg")[entry.Key]));
        Assert.Equal(
            ["FigshareTools.nuspec", "[Content_Types].xml", "_rels/.rels",
                "package/services/metadata/core-properties/FigshareTools.psmdcp"],
            parts.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FigshareTools.psd1")]
    [InlineData("FigshareTools.Format.ps1xml")]
    [InlineData("FigshareTools.Types.ps1xml")]
    [InlineData("LICENSE")]
    [InlineData("THIRD-PARTY-NOTICES.md")]
    [InlineData("sbom.cdx.json")]
    [InlineData("en-US/FigshareTools.dll-Help.xml")]
    [InlineData("en-US/about_FigshareTools.help.txt")]
    [InlineData("net8.0/FigshareTools.dll")]
    [InlineData("net8.0/FigshareTools.Core.dll")]
    [InlineData("net472/FigshareTools.dll")]
    [InlineData("net472/System.Text.Json.dll")]
    [InlineData("examples/README.md")]
    [InlineData("examples/mirror.ps1")]
    [InlineData("examples/cron/figshare-plates")]
    [InlineData("examples/slurm/submit.sh")]
    public void Packages_contain(string name) => Assert.Contains(Folder + name, Names(".zip"));

    [Fact]
    public void Packages_contain_no_symbols_and_no_documentation_of_the_API()
    {
        Assert.Contains(
            Directory.EnumerateFiles(Built.Module, "*", SearchOption.AllDirectories), file => Path.GetExtension(file) == ".pdb");

        Assert.DoesNotContain(Names(".zip"), name => Path.GetExtension(name) == ".pdb");
        Assert.Equal(
            ["en-US/FigshareTools.dll-Help.xml", "examples/task-scheduler/figshare-plates.xml"],
            Names(".zip").Where(name => Path.GetExtension(name) == ".xml").Select(name => name[Folder.Length..]));
    }

    [Theory]
    [InlineData(".zip")]
    [InlineData(".nupkg")]
    public void Package_is_smaller_than_2_MB(string extension) =>
        Assert.InRange(Built.Package(extension).Length, 1, MaximumLength);

    [Fact]
    public void FileList_of_the_packed_manifest_names_all_files()
    {
        var text = Encoding.UTF8.GetString(Contents(".zip")[$"{Folder}FigshareTools.psd1"]);
        var table = Parser.ParseInput(text, out _, out var errors)
            .Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) as HashtableAst;

        Assert.Empty(errors);
        var list = (PipelineAst)table!.KeyValuePairs.Single(pair => pair.Item1.ToString() == "FileList").Item2;
        Assert.Equal(
            Names(".zip").Select(name => name[Folder.Length..]),
            ((object[])list.GetPureExpression().SafeGetValue()).Cast<string>());
    }

    [Fact]
    public void Packed_manifest_differs_from_the_source_by_its_FileList_alone()
    {
        var packed = Encoding.UTF8.GetString(Contents(".zip")[$"{Folder}FigshareTools.psd1"]);
        var source = File.ReadAllText(Path.Combine(Built.Repository, "FigshareTools.psd1"));

        var start = packed.IndexOf("@(\n        'FigshareTools.Format", StringComparison.Ordinal);
        var end = packed.IndexOf(')', start) + 1;

        Assert.Equal(source, $"{packed[..start]}@(){packed[end..]}");
    }

    [Fact]
    public void Checksums_are_those_of_the_packages()
    {
        var expected = new[] { ".nupkg", ".zip" }.Select(extension => string.Concat(
            Convert.ToHexStringLower(SHA256.HashData(Built.Package(extension))),
            "  ",
            Built.Packages.Single(package => Path.GetExtension(package.Name) == extension).Name));

        Assert.Equal(string.Join('\n', expected) + "\n", Encoding.ASCII.GetString(Built.Package(".sha256")));
    }

    private static List<string> Names(string extension)
    {
        using var archive = Built.Open(extension);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static Dictionary<string, byte[]> Contents(string extension)
    {
        using var archive = Built.Open(extension);
        return archive.Entries.ToDictionary(entry => entry.FullName, Read);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
