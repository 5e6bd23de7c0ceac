using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FigshareTools.HelpBuilder;

/// <summary>Reads the help of a cmdlet from markdown in the PlatyPS schema 2024-05-01.</summary>
public static partial class CommandHelpReader
{
    private const string ParameterPrefix = "-";
    private const string CommonParameters = "CommonParameters";

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    /// <summary>Reads the help of a cmdlet.</summary>
    /// <param name="markdown">The text of its file.</param>
    /// <exception cref="InvalidDataException">A section is missing.</exception>
    public static CommandHelp Read(string markdown)
    {
        var blocks = Markdown.Parse(markdown, s_pipeline).Where(block => block is not YamlFrontMatterBlock).ToList();
        var name = blocks is [HeadingBlock { Level: 1 } title, ..]
            ? TextOf(title)
            : throw new InvalidDataException("The file does not begin with the name of a cmdlet.");
        var sections = Divide(blocks.Skip(1), level: 2).ToDictionary(section => section.Title, section => section.Blocks);

        List<Section> Parts(string section) => [.. Divide(Require(name, sections, section), level: 3)];

        return new CommandHelp(
            name,
            string.Join(" ", Paragraphs(Require(name, sections, "SYNOPSIS"))),
            [.. Parts("SYNTAX").Select(ReadSyntax)],
            Paragraphs(Require(name, sections, "DESCRIPTION")),
            [.. Parts("EXAMPLES").Select(ReadExample)],
            [.. Parts("PARAMETERS").Where(part => part.Title != CommonParameters).Select(ReadParameter)],
            [.. Parts("INPUTS").Select(ReadType)],
            [.. Parts("OUTPUTS").Select(ReadType)],
            Paragraphs(Require(name, sections, "NOTES")),
            [.. Require(name, sections, "RELATED LINKS").SelectMany(block => block.Descendants<LinkInline>()).Select(ReadLink)]);
    }

    private static List<Block> Require(string name, Dictionary<string, List<Block>> sections, string section) =>
        sections.GetValueOrDefault(section) ?? throw new InvalidDataException($"{name} has no section {section}.");

    /// <summary>Divides blocks at the headings of a level. What stands before the first one is left out.</summary>
    private static IEnumerable<Section> Divide(IEnumerable<Block> blocks, int level)
    {
        Section? section = null;
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                if (section is not null)
                {
                    yield return section;
                }

                section = new Section(TextOf(heading), []);
            }
            else
            {
                section?.Blocks.Add(block);
            }
        }

        if (section is not null)
        {
            yield return section;
        }
    }

    private static SyntaxHelp ReadSyntax(Section section)
    {
        var text = string.Join(" ", section.Blocks.OfType<FencedCodeBlock>().Select(CodeOf));
        var names = ParameterName().Matches(text).Select(match => match.Groups[1].Value).ToList();
        return new SyntaxHelp(section.Title.Replace(" (Default)", "", StringComparison.Ordinal), text, names);
    }

    private static ExampleHelp ReadExample(Section section) => new(
        section.Title, string.Join("\n", section.Blocks.OfType<FencedCodeBlock>().Select(CodeOf)), Paragraphs(section.Blocks));

    private static ParameterHelp ReadParameter(Section section) => new(
        section.Title.StartsWith(ParameterPrefix, StringComparison.Ordinal)
            ? section.Title[ParameterPrefix.Length..]
            : throw new InvalidDataException($"'{section.Title}' is no parameter."),
        Paragraphs(section.Blocks),
        ParameterFacts.Read(CodeOf(section.Blocks.OfType<FencedCodeBlock>().Last())));

    private static TypeHelp ReadType(Section section) => new(section.Title, Paragraphs(section.Blocks));

    private static LinkHelp ReadLink(LinkInline link) => new(
        TextOf(link), Uri.TryCreate(link.Url, UriKind.Absolute, out _) ? link.Url! : "");

    private static List<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Lines)];

    /// <summary>The text of a block: a paragraph is one line, and so is each item of a list.</summary>
    private static IEnumerable<string> Lines(Block block) => block switch
    {
        ParagraphBlock { Inline: { } text } => [TextOf(text)],
        ListBlock list => list.OfType<ListItemBlock>().Select(item => "- " + string.Join(" ", item.SelectMany(Lines))),
        _ => [],
    };

    private static string CodeOf(FencedCodeBlock code) => code.Lines.ToString().TrimEnd();

    private static string TextOf(LeafBlock block) => TextOf(block.Inline!);

    /// <summary>The text without markdown: consoles show help as it is.</summary>
    private static string TextOf(ContainerInline container) => string.Concat(container.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        ContainerInline inner => TextOf(inner),
        _ => throw new InvalidDataException($"Help is plain text, and a {inline.GetType().Name} is not."),
    }));

    [GeneratedRegex(@"-(\w+)")]
    private static partial Regex ParameterName();

    private sealed record Section(string Title, List<Block> Blocks);
}
