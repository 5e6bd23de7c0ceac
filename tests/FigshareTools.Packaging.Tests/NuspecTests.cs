using System;
using System.Linq;
using System.Xml.Linq;
using FigshareTools.Packaging.Tests.Support;

namespace FigshareTools.Packaging.Tests;

/// <summary>What the PowerShell Gallery reads from the nupkg.</summary>
public class NuspecTests
{
    private static readonly XNamespace s_schema = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    private static readonly Lazy<XElement> s_metadata = new(() => Part("FigshareTools.nuspec").Root!.Elements().Single());

    [Theory]
    [InlineData("id", "FigshareTools")]
    [InlineData("authors", "FigshareTools contributors")]
    [InlineData("owners", "FigshareTools contributors")]
    [InlineData("requireLicenseAcceptance", "false")]
    [InlineData("licenseUrl", "https://opensource.org/license/mit")]
    [InlineData("projectUrl", "https://github.com/FigshareTools/FigshareTools")]
    public void Nuspec_repeats_the_manifest(string name, string value) => Assert.Equal(value, Value(name));

    [Fact]
    public void Nuspec_has_the_version_of_the_manifest() => Assert.Equal(Built.Version, Value("version"));

    [Fact]
    public void Release_notes_are_the_section_of_the_changelog()
    {
        Assert.Contains("`Save-FigsharePlate` downloads plates", Value("releaseNotes"), StringComparison.Ordinal);
        Assert.DoesNotContain("# Changelog", Value("releaseNotes"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Gallery_accepts_the_length_of_release_notes_and_tags()
    {
        // NuGet.org and the PowerShell Gallery, which runs its software, refuse longer ones.
        Assert.InRange(Value("releaseNotes").Length, 1, 35_000);
        Assert.InRange(Value("tags").Length, 1, 4_000);
    }

    [Theory]
    [InlineData("PSModule")]
    [InlineData("PSEdition_Core")]
    [InlineData("PSEdition_Desktop")]
    [InlineData("PSIncludes_Cmdlet")]
    [InlineData("PSCmdlet_Save-FigsharePlate")]
    [InlineData("PSCommand_Save-FigsharePlate")]
    [InlineData("Figshare")]
    public void Tags_contain_what_the_Gallery_searches(string tag) => Assert.Single(Value("tags").Split(' '), tag);

    [Fact]
    public void Every_file_of_the_package_has_a_content_type()
    {
        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        var root = Part("[Content_Types].xml").Root!;
        var extensions = root.Elements(types + "Default").Select(type => $".{type.Attribute("Extension")!.Value}").ToList();
        var names = root.Elements(types + "Override").Select(type => type.Attribute("PartName")!.Value).ToList();

        using var archive = Built.Open(".nupkg");
        Assert.All(archive.Entries.Where(entry => entry.FullName != "[Content_Types].xml"), entry => Assert.True(
            extensions.Any(extension => entry.FullName.EndsWith(extension, StringComparison.Ordinal))
                || names.Contains($"/{entry.FullName}"),
            entry.FullName));
    }

    [Fact]
    public void Relations_lead_to_the_parts_of_the_package()
    {
        var targets = Part("_rels/.rels").Root!.Elements().Select(relation => relation.Attribute("Target")!.Value[1..]);

        using var archive = Built.Open(".nupkg");
        Assert.All(targets, target => Assert.NotNull(archive.GetEntry(target)));
    }

    private static string Value(string name) => s_metadata.Value.Element(s_schema + name)!.Value;

    private static XDocument Part(string name)
    {
        using var archive = Built.Open(".nupkg");
        using var content = archive.GetEntry(name)!.Open();
        return XDocument.Load(content);
    }
}
