using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>
/// Compares the help with the cmdlets. The help may describe more cmdlets than the module exports.
/// </summary>
public sealed class HelpTests : IDisposable
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly string s_help = Path.Combine(Path.GetDirectoryName(ModuleUnderTest.Manifest)!, "en-US");
    private static readonly string s_repository = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "..", "..", ".."));

    private readonly ModuleSession _session = ModuleSession.Open(ModuleUnderTest.Manifest);
    private readonly Dictionary<string, CmdletInfo> _cmdlets;

    public HelpTests() => _cmdlets = Run<CmdletInfo>("Get-Command -Module FigshareTools -CommandType Cmdlet")
        .ToDictionary(cmdlet => cmdlet.Name);

    public static TheoryData<string> Cmdlets
    {
        get
        {
            using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
            using var shell = session.Create();
            return [.. shell.AddScript("(Get-Module FigshareTools).ExportedCmdlets.Keys").Invoke<string>()];
        }
    }

    public static TheoryData<string> Topics =>
        [.. Directory.GetFiles(s_help, "about_*.help.txt").Select(path => Path.GetFileName(path).Split('.')[0])];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_shows_what_the_module_ships(string cmdlet)
    {
        var help = HelpOf(cmdlet);

        var shown = Assert.Single(Run<PSObject>($"Get-Help {cmdlet} -Full"));

        Assert.Equal(SynopsisOf(help), shown.Properties["Synopsis"].Value);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_shows_the_concepts(string topic)
    {
        var shown = Assert.Single(Run<string>($"Get-Help {topic} | Where-Object {{ $_ -match 'TOPIC\\s+{topic}\\s' }}"));

        Assert.StartsWith("TOPIC", shown.TrimStart());
        var lines = File.ReadAllLines(Path.Combine(s_help, $"{topic}.help.txt"));
        Assert.InRange(lines.Length, 1, 150);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 78));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_cmdlet_is_described(string cmdlet)
    {
        var help = HelpOf(cmdlet);

        Assert.Equal(cmdlet.Split('-')[0], help.Element(s_command + "details")!.Element(s_command + "verb")!.Value);
        Assert.Equal(cmdlet.Split('-')[1], help.Element(s_command + "details")!.Element(s_command + "noun")!.Value);
        Assert.NotEqual("", SynopsisOf(help));
        Assert.NotEqual("", Text(help.Element(s_maml + "description")));
        Assert.NotEmpty(help.Descendants(s_command + "inputType"));
        Assert.Superset(
            _cmdlets[cmdlet].OutputType.Select(type => type.Name).ToHashSet(),
            help.Descendants(s_command + "returnValue").Select(TypeOf).ToHashSet());
        Assert.All(help.Descendants(s_maml + "para"), line => Assert.DoesNotContain('\n', line.Value));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_parameter_is_described_as_it_is(string cmdlet)
    {
        var described = HelpOf(cmdlet).Element(s_command + "parameters")!.Elements(s_command + "parameter").ToList();

        Assert.Equal(
            Own(_cmdlets[cmdlet]).Select(parameter => Facts(parameter, parameter.ParameterSets.Values)).Order(),
            described.Select(parameter => Facts(parameter, TypeOf(parameter))).Order());
        Assert.All(described, parameter => Assert.NotEqual("", Text(parameter.Element(s_maml + "description"))));
        Assert.All(described, parameter => Assert.NotEqual("", parameter.Element(s_dev + "defaultValue")?.Value ?? ""));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_syntax_shows_each_parameter_set(string cmdlet)
    {
        var shown = HelpOf(cmdlet).Descendants(s_command + "syntaxItem")
            .Select(item => string.Join("; ", item.Elements(s_command + "parameter")
                .Select(parameter => Facts(parameter, parameter.Element(s_command + "parameterValue")?.Value)).Order()));

        var own = Own(_cmdlets[cmdlet]).ToList();
        var sets = _cmdlets[cmdlet].ParameterSets.Select(set => string.Join("; ", own
            .Select(parameter => (Parameter: parameter, Set: In(parameter, set.Name)))
            .Where(parameter => parameter.Set is not null)
            .Select(parameter => Facts(parameter.Parameter, [parameter.Set!], isSyntax: true)).Order()));
        Assert.Equal(sets.Order(), shown.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Defaults_and_choices_are_described(string cmdlet)
    {
        var cmdletType = _cmdlets[cmdlet].ImplementingType;
        var fresh = Activator.CreateInstance(cmdletType)!;
        foreach (var parameter in HelpOf(cmdlet).Element(s_command + "parameters")!.Elements(s_command + "parameter"))
        {
            if (cmdletType.GetProperty(NameOf(parameter)) is not { } property)
            {
                continue; // -WhatIf and -Confirm
            }

            if (property.PropertyType == typeof(int))
            {
                Assert.Equal($"{property.GetValue(fresh)}", parameter.Element(s_dev + "defaultValue")!.Value);
            }

            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var words = Regex.Split(Text(parameter.Element(s_maml + "description")), @"\W+");
            Assert.Superset((type.IsEnum ? Enum.GetNames(type) : []).ToHashSet(), words.ToHashSet());
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_examples_are_valid_commands(string cmdlet)
    {
        var examples = HelpOf(cmdlet).Descendants(s_command + "example").ToList();

        Assert.InRange(examples.Count, 2, 16);
        foreach (var example in examples)
        {
            Assert.NotEqual("", Text(example.Element(s_maml + "title")));
            Assert.NotEqual("", Text(example.Element(s_dev + "remarks")));
            var script = Parser.ParseInput(example.Element(s_dev + "code")!.Value, out _, out var errors);
            Assert.Empty(errors);
            var commands = script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().ToList();
            Assert.Contains(commands, command => command.GetCommandName() == cmdlet);
            Assert.All(commands, RequireParameters);
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/recipes.md")]
    [InlineData("examples/README.md")]
    public void Pages_show_valid_commands(string page)
    {
        var blocks = Regex.Matches(File.ReadAllText(Path.Combine(s_repository, page)), @"(?s)```powershell\n(.*?)```");

        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            var script = Parser.ParseInput(block.Groups[1].Value, out _, out var errors);
            Assert.Empty(errors);
            Assert.All(script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>(), call =>
            {
                RequireParameters(call);
                Assert.True(!_cmdlets.TryGetValue(call.GetCommandName() ?? "", out var cmdlet)
                    || CalledParameterSet.Find(call, cmdlet) is not null, $"{call} fits no parameter set.");
            });
        }
    }

    [Fact]
    public void Every_error_is_listed()
    {
        var listed = Regex.Matches(File.ReadAllText(Path.Combine(s_repository, "docs", "errors.md")), @"(?m)^\| `(\w+)` \| \S")
            .Select(row => row.Groups[1].Value);

        var made = File.ReadAllText(Path.Combine(s_repository, "src", "FigshareTools", "ErrorRecords.cs"));
        var ids = Run<string>("[Enum]::GetNames([FigshareTools.FigshareErrorId])")
            .Concat(Regex.Matches(made, @"""(\w+)"", ErrorCategory\.").Select(id => id.Groups[1].Value));
        Assert.Equal(ids.Order(), listed.Order());
    }

    private void RequireParameters(CommandAst command)
    {
        if (_cmdlets.TryGetValue(command.GetCommandName() ?? "", out var cmdlet))
        {
            Assert.All(
                command.CommandElements.OfType<CommandParameterAst>(),
                parameter => Assert.Contains(parameter.ParameterName, cmdlet.Parameters.Keys));
        }
    }

    private static XElement HelpOf(string cmdlet) => Assert.Single(
        XDocument.Load(Path.Combine(s_help, "FigshareTools.dll-Help.xml")).Root!.Elements(s_command + "command"),
        help => help.Element(s_command + "details")!.Element(s_command + "name")!.Value == cmdlet);

    /// <summary>The parameters that users need to know.</summary>
    private static IEnumerable<ParameterMetadata> Own(CmdletInfo cmdlet) => cmdlet.Parameters.Values
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .Where(parameter => !parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow));

    private static ParameterSetMetadata? In(ParameterMetadata parameter, string set) =>
        parameter.ParameterSets.GetValueOrDefault(set)
        ?? parameter.ParameterSets.GetValueOrDefault(ParameterAttribute.AllParameterSets);

    private static string Facts(
        ParameterMetadata parameter, IReadOnlyCollection<ParameterSetMetadata> sets, bool isSyntax = false)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var ways = new[]
        {
            sets.Any(set => set.ValueFromPipeline) ? "ByValue" : null,
            sets.Any(set => set.ValueFromPipelineByPropertyName) ? "ByPropertyName" : null,
        }.OfType<string>().ToList();
        return Facts(
            parameter.Name,
            sets.Any(set => set.IsMandatory) ? "true" : "false",
            sets.Max(set => set.Position) is var position and >= 0 ? $"{position}" : "named",
            ways.Count > 0 ? $"True ({string.Join(", ", ways)})" : "False",
            parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none",
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false",
            !isSyntax ? type.FullName : parameter.SwitchParameter ? null : type.Name);
    }

    private static string Facts(XElement parameter, string? type) => Facts(
    [
        NameOf(parameter),
        .. new[] { "required", "position", "pipelineInput", "aliases", "globbing" }.Select(name => parameter.Attribute(name)?.Value),
        type,
    ]);

    private static string Facts(params string?[] facts) => string.Join(" | ", facts);

    private static string NameOf(XElement parameter) => parameter.Element(s_maml + "name")!.Value;

    private static string SynopsisOf(XElement help) =>
        Text(help.Element(s_command + "details")!.Element(s_maml + "description"));

    private static string TypeOf(XElement described) =>
        described.Element(s_dev + "type")!.Element(s_maml + "name")!.Value;

    private static string Text(XElement? element) => element?.Value.Trim() ?? "";

    private Collection<T> Run<T>(string script)
    {
        using var shell = _session.Create();
        return shell.AddScript(script).Invoke<T>();
    }
}
