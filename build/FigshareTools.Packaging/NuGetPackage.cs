using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FigshareTools.Packaging;

/// <summary>The parts that make a zip file a NuGet package (Open Packaging Conventions, ECMA-376 part 2).</summary>
internal static class NuGetPackage
{
    private const string Properties = $"package/services/metadata/core-properties/{ModuleContent.Name}.psmdcp";

    private static readonly XNamespace s_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace s_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace s_core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace s_dc = "http://purl.org/dc/elements/1.1/";

    /// <summary>Adds the parts to the files of the module, which lie in the root as Install-PSResource expects them.</summary>
    public static IReadOnlyList<PackageFile> Create(ModuleContent module, ReleaseNotes notes)
    {
        List<PackageFile> files =
        [
            .. module.Files,
            File($"{ModuleContent.Name}.nuspec", Nuspec.Create(module.Manifest, notes)),
            File(Properties, CoreProperties(module.Manifest)),
            File("_rels/.rels", Relations()),
        ];
        return [.. files, File("[Content_Types].xml", ContentTypes(files))];
    }

    private static XDocument Relations() => new(new XElement(
        s_relations + "Relationships",
        Relation("R1", "http://schemas.microsoft.com/packaging/2010/07/manifest", $"/{ModuleContent.Name}.nuspec"),
        Relation("R2", $"{s_relations.NamespaceName}/metadata/core-properties", $"/{Properties}")));

    private static XElement Relation(string id, string type, string target) => new(
        s_relations + "Relationship",
        new XAttribute("Type", type), new XAttribute("Target", target), new XAttribute("Id", id));

    private static XDocument CoreProperties(ModuleManifest manifest) => new(new XElement(
        s_core + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", s_dc),
        new XElement(s_dc + "creator", manifest.Author),
        new XElement(s_dc + "description", manifest.Description),
        new XElement(s_dc + "identifier", ModuleContent.Name),
        new XElement(s_core + "version", manifest.Version)));

    /// <summary>States a type for each extension, and for each file that has none.</summary>
    private static XDocument ContentTypes(IReadOnlyList<PackageFile> files) => new(new XElement(
        s_types + "Types",
        Extensions(files).Select(extension => new XElement(
            s_types + "Default",
            new XAttribute("Extension", extension[1..]),
            new XAttribute("ContentType", ContentType(extension)))),
        files.Where(file => Path.GetExtension(file.Name).Length <= 1).Select(file => new XElement(
            s_types + "Override",
            new XAttribute("PartName", $"/{file.Name}"),
            new XAttribute("ContentType", ContentType(string.Empty))))));

    private static IEnumerable<string> Extensions(IEnumerable<PackageFile> files) => files
        .Select(file => Path.GetExtension(file.Name))
        .Where(extension => extension.Length > 1)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static string ContentType(string extension) => extension switch
    {
        ".rels" => "application/vnd.openxmlformats-package.relationships+xml",
        ".psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
        _ => "application/octet",
    };

    private static PackageFile File(string name, XDocument content)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            content.Save(writer);
        }

        return new PackageFile(name, bytes.ToArray());
    }
}
