using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace FigshareTools.HelpBuilder;

/// <summary>
/// Writes help as MAML, the format that Get-Help reads for binary modules. Get-Help shows the line breaks within a paragraph, so
/// each paragraph is one line.
/// </summary>
public static class MamlWriter
{
    private const string NoAliases = "none";
    private const string NoDefault = "None";
    private const string Switch = "System.Management.Automation.SwitchParameter";

    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The MAML of cmdlets.</summary>
    public static XDocument Write(IEnumerable<CommandHelp> commands) => new(
        new XComment(" Made from docs/en-US/*.md by build/FigshareTools.HelpBuilder. "),
        new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), commands.Select(Command)));

    private static XElement Command(CommandHelp help)
    {
        var (verb, noun) = (help.Name.Split('-')[0], help.Name.Split('-')[1]);
        return new XElement(s_command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            new XElement(s_command + "details",
                new XElement(s_command + "name", help.Name),
                new XElement(s_command + "verb", verb),
                new XElement(s_command + "noun", noun),
                Description([help.Synopsis])),
            Description(help.Description),
            new XElement(s_command + "syntax", help.Syntax.Select(syntax => SyntaxItem(help, syntax))),
            new XElement(
                s_command + "parameters", help.Parameters.Where(parameter => !parameter.Facts.DontShow).Select(Parameter)),
            new XElement(s_command + "inputTypes", help.Inputs.Select(type => Type("inputType", type))),
            new XElement(s_command + "returnValues", help.Outputs.Select(type => Type("returnValue", type))),
            new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", help.Notes.Select(Paragraph))),
            new XElement(s_command + "examples", help.Examples.Select(Example)),
            new XElement(s_command + "relatedLinks", help.Links.Select(Link)));
    }

    private static XElement SyntaxItem(CommandHelp help, SyntaxHelp syntax) => new(s_command + "syntaxItem",
        new XElement(s_maml + "name", help.Name),
        syntax.ParameterNames
            .Select(name => help.Parameters.FirstOrDefault(parameter => parameter.Name == name))
            .OfType<ParameterHelp>()
            .Select(parameter => new XElement(s_command + "parameter",
                ParameterAttributes(parameter.Facts, [parameter.Facts.In(syntax.ParameterSet)!]),
                new XElement(s_maml + "name", parameter.Name),
                parameter.Facts.Type == Switch ? null : ParameterValue(parameter.Facts))));

    private static XElement Parameter(ParameterHelp parameter) => new(s_command + "parameter",
        ParameterAttributes(parameter.Facts, parameter.Facts.ParameterSets),
        new XElement(s_maml + "name", parameter.Name),
        Description(parameter.Description),
        ParameterValue(parameter.Facts),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Facts.Type), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Facts.DefaultValue is { Length: > 0 } value ? value : NoDefault));

    private static XElement ParameterValue(ParameterFacts facts) => new(s_command + "parameterValue",
        new XAttribute("required", facts.Type != Switch), new XAttribute("variableLength", facts.IsList),
        facts.Type.Split('.')[^1]);

    /// <summary>What is true of a parameter in any of the given parameter sets.</summary>
    private static IEnumerable<XAttribute> ParameterAttributes(ParameterFacts facts, IReadOnlyCollection<ParameterSetFacts> sets)
    {
        string[] ways =
        [
            .. sets.Any(set => set.ValueFromPipeline) ? new[] { "ByValue" } : [],
            .. sets.Any(set => set.ValueFromPipelineByPropertyName) ? new[] { "ByPropertyName" } : [],
        ];
        var position = sets.Select(set => set.Position)
            .Where(text => int.TryParse(text, CultureInfo.InvariantCulture, out _)).Max();
        yield return new XAttribute("required", sets.Any(set => set.IsRequired));
        yield return new XAttribute("variableLength", facts.IsList);
        yield return new XAttribute("globbing", facts.SupportsWildcards);
        yield return new XAttribute("pipelineInput", ways.Length > 0 ? $"True ({string.Join(", ", ways)})" : "False");
        yield return new XAttribute("position", position ?? "named");
        yield return new XAttribute("aliases", facts.Aliases.Count > 0 ? string.Join(", ", facts.Aliases) : NoAliases);
    }

    private static XElement Type(string element, TypeHelp type) => new(s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name)), Description(type.Description));

    private static XElement Example(ExampleHelp example) => new(s_command + "example",
        new XElement(s_maml + "title", example.Title),
        new XElement(s_dev + "code", example.Code),
        // The empty paragraph separates the example from the next one.
        new XElement(s_dev + "remarks", example.Remarks.Select(Paragraph), new XElement(s_maml + "para")));

    private static XElement Link(LinkHelp link) => new(s_maml + "navigationLink",
        new XElement(s_maml + "linkText", link.Text), new XElement(s_maml + "uri", link.Address));

    private static XElement Description(IEnumerable<string> paragraphs) =>
        new(s_maml + "description", paragraphs.Select(Paragraph));

    private static XElement Paragraph(string text) => new(s_maml + "para", text);
}
