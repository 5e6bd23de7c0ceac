using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using FigshareTools.HelpBuilder;
using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>Compares the markdown of docs/en-US, the source of the help, with the help file and with the cmdlets.</summary>
public sealed class HelpMarkdownTests : IDisposable
{
    private static readonly string s_repository = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "..", "..", ".."));

    private static readonly string s_markdown = Path.Combine(s_repository, "docs", "en-US");

    private readonly ModuleSession _session = ModuleSession.Open(ModuleUnderTest.Manifest);

    public static TheoryData<string> Cmdlets =>
        [.. Directory.GetFiles(s_markdown, HelpFile.Pattern).Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_help_file_is_made_from_the_markdown() => Assert.Equal(
        HelpFile.Build(s_markdown),
        File.ReadAllText(Path.Combine(s_repository, "src", "FigshareTools", "Help", "en-US", HelpFile.Name)));

    [Fact]
    public void Each_cmdlet_has_its_markdown() => Assert.Equal(
        Run<CmdletInfo>("Get-Command -Module FigshareTools -CommandType Cmdlet").Select(cmdlet => cmdlet.Name).Order(),
        Cmdlets.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_markdown_shows_the_syntax(string cmdlet)
    {
        var sets = CmdletOf(cmdlet).ParameterSets;

        var described = HelpOf(cmdlet).Syntax;

        Assert.Equal(
            sets.OrderByDescending(set => set.IsDefault).Select(set => set.Name), described.Select(syntax => syntax.ParameterSet));
        Assert.Equal(
            sets.Select(set => $"{cmdlet} {set}").Order(), described.Select(syntax => OneLine(syntax.Text)).Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_markdown_describes_each_parameter_as_it_is(string cmdlet)
    {
        var parameters = CmdletOf(cmdlet).Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Where(parameter => !parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow));

        Assert.Equal(
            parameters.Select(FactsOf).Order(StringComparer.Ordinal),
            HelpOf(cmdlet).Parameters.Select(FactsOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_parameter_set_has_three_examples(string cmdlet)
    {
        var info = CmdletOf(cmdlet);
        var called = HelpOf(cmdlet).Examples.SelectMany(example => SetsOf(example, info)).ToLookup(set => set);

        Assert.All(info.ParameterSets, set => Assert.True(
            called[set.Name].Count() >= 3, $"{called[set.Name].Count()} examples use the parameter set {set.Name}."));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_parameter_has_a_help_message(string cmdlet) => Assert.Empty(CmdletOf(cmdlet).Parameters.Values
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .Where(parameter => !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        .Where(parameter => parameter.Attributes.OfType<ParameterAttribute>()
            .Any(attribute => !attribute.DontShow && string.IsNullOrEmpty(attribute.HelpMessage)))
        .Select(parameter => parameter.Name));

    private static IEnumerable<string> SetsOf(ExampleHelp example, CmdletInfo cmdlet) =>
        Parser.ParseInput(example.Code, out _, out _)
            .FindAll(part => part is CommandAst call && call.GetCommandName() == cmdlet.Name, searchNestedScriptBlocks: true)
            .Cast<CommandAst>().Select(call => CalledParameterSet.Find(call, cmdlet)).OfType<string>().Distinct();

    private static CommandHelp HelpOf(string cmdlet) =>
        CommandHelpReader.Read(File.ReadAllText(Path.Combine(s_markdown, $"{cmdlet}.md")));

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string FactsOf(ParameterMetadata parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        IEnumerable<string> values = type.IsEnum
            ? Enum.GetNames(type)
            : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues);
        var sets = parameter.ParameterSets.OrderBy(set => set.Key, StringComparer.Ordinal).Select(set => string.Join(' ',
            set.Key == ParameterAttribute.AllParameterSets ? ParameterSetFacts.All : set.Key,
            set.Value.Position >= 0 ? $"{set.Value.Position}" : "Named", set.Value.IsMandatory,
            set.Value.ValueFromPipeline, set.Value.ValueFromPipelineByPropertyName, set.Value.ValueFromRemainingArguments));
        var messages = parameter.Attributes.OfType<ParameterAttribute>().Select(attribute => attribute.HelpMessage).OfType<string>();
        return Join(
            parameter.Name, type.FullName!, parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), parameter.Aliases,
            sets, values, messages.FirstOrDefault() ?? "");
    }

    private static string FactsOf(ParameterHelp parameter)
    {
        var facts = parameter.Facts;
        var sets = facts.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal).Select(set => string.Join(' ',
            set.Name, set.Position, set.IsRequired, set.ValueFromPipeline, set.ValueFromPipelineByPropertyName,
            set.ValueFromRemainingArguments));
        return Join(
            parameter.Name, facts.Type, facts.SupportsWildcards, facts.Aliases, sets, facts.AcceptedValues, facts.HelpMessage);
    }

    private static string Join(
        string name, string type, bool wildcards, IEnumerable<string> aliases, IEnumerable<string> sets,
        IEnumerable<string> values, string message) =>
        string.Join(" | ", name, type, wildcards, string.Join(", ", aliases), string.Join("; ", sets), string.Join(", ", values), message);

    private CmdletInfo CmdletOf(string name) => Assert.Single(Run<CmdletInfo>($"Get-Command {name}"));

    private List<T> Run<T>(string script)
    {
        using var shell = _session.Create();
        return [.. shell.AddScript(script).Invoke<T>()];
    }
}
