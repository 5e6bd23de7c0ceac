using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace FigshareTools.Packaging;

/// <summary>The nuspec that the PowerShell Gallery shows and searches.</summary>
internal static class Nuspec
{
    /// <summary>The schema that Publish-PSResource writes (PSResourceGet's PublishHelper, 2026-08).</summary>
    private static readonly XNamespace s_schema = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    public static XDocument Create(ModuleManifest manifest, ReleaseNotes notes) => new(
        new XElement(s_schema + "package", new XElement(
            s_schema + "metadata",
            Element("id", ModuleContent.Name),
            Element("version", manifest.Version),
            Element("authors", manifest.Author),
            Element("owners", manifest.Company),
            Element("requireLicenseAcceptance", "false"),
            Element("licenseUrl", manifest.LicenseUri),
            Element("projectUrl", manifest.ProjectUri),
            Element("description", manifest.Description),
            Element("releaseNotes", notes.Text),
            Element("copyright", manifest.Copyright),
            Element("tags", string.Join(' ', Tags(manifest))))));

    /// <summary>
    /// The tags of the manifest, and those by which Find-Module and Find-PSResource -CommandName find a module. PowerShellGet
    /// adds the latter when it publishes a folder; a finished nupkg must have them.
    /// </summary>
    private static IEnumerable<string> Tags(ModuleManifest manifest)
    {
        IEnumerable<string> tags =
        [
            "PSModule",
            .. manifest.Tags,
            .. manifest.Editions.Select(edition => $"PSEdition_{edition}"),
            "PSIncludes_Cmdlet",
            .. manifest.Cmdlets.Select(cmdlet => $"PSCmdlet_{cmdlet}"),
            .. manifest.Cmdlets.Select(cmdlet => $"PSCommand_{cmdlet}"),
        ];
        return tags.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static XElement Element(string name, string value) => new(s_schema + name, value);
}
