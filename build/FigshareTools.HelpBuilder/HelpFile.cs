using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace FigshareTools.HelpBuilder;

/// <summary>The module's help file.</summary>
public static class HelpFile
{
    /// <summary>The name by which PowerShell finds the help of the module's cmdlets.</summary>
    public const string Name = "FigshareTools.dll-Help.xml";

    /// <summary>The names of the markdown files: one for each cmdlet.</summary>
    public const string Pattern = "*-*.md";

    /// <summary>The text of the help file.</summary>
    /// <param name="folder">The folder of the markdown files.</param>
    /// <exception cref="InvalidDataException">A file is not in the schema.</exception>
    public static string Build(string folder)
    {
        var commands = Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal)
            .Select(path => CommandHelpReader.Read(File.ReadAllText(path)));
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings))
        {
            MamlWriter.Write(commands).Save(writer);
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }
}
