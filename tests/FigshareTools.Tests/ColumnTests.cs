using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>
/// Compares parameters and the table in docs/parameters.md with the engine's table of columns. HelpTests compares the help with
/// the parameters.
/// </summary>
public sealed class ColumnTests : IDisposable
{
    private static readonly string s_page = Path.Combine(
        Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "..", "..", "..", "docs", "parameters.md");

    private readonly ModuleSession _session = ModuleSession.Open(ModuleUnderTest.Manifest);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Save-FigsharePlate", "ArticleId FileId FileName Length Md5 Plate PrivateLink")]
    [InlineData("Test-FigsharePlate", "ArticleId FileId FileName Length Md5 Path Plate")]
    [InlineData("Export-FigshareManifest",
        "ArticleId Authors Citation Doi DownloadUrl FileId FileName Length License Md5 Plate PublishedDate Title Version")]
    public void Parameters_have_the_aliases_of_their_columns(string cmdlet, string parameters)
    {
        var columns = Columns();
        var info = Run<CmdletInfo>($"Get-Command {cmdlet}").Single();
        var bound = info.Parameters.Values.Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)).ToList();
        // An alias cannot have the name of a parameter. Save-FigsharePlate and Test-FigsharePlate share most parameters.
        var names = info.Parameters.Keys
            .Concat(cmdlet == "Test-FigsharePlate" ? Run<CmdletInfo>("Get-Command Save-FigsharePlate").Single().Parameters.Keys : [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Equal(parameters.Split(' '), bound.Select(parameter => parameter.Name).Order());
        Assert.All(bound, parameter =>
            Assert.Equal(columns[parameter.Name].Where(alias => !names.Contains(alias)), parameter.Aliases));
    }

    [Fact]
    public void The_page_of_parameters_has_each_column()
    {
        var columns = Columns();

        var rows = Regex.Matches(File.ReadAllText(s_page), @"(?m)^\| `-(\w+)` \| ([^|]*) \|").ToDictionary(
            row => row.Groups[1].Value,
            row => Regex.Matches(row.Groups[2].Value, @"`(\w+)`").Select(heading => heading.Groups[1].Value));

        Assert.All(
            new[] { "FileId", "Plate", "FileName", "Length", "Md5", "ArticleId" },
            name => Assert.Equal(columns[name], rows[name]));
    }

    [Fact]
    public void The_page_of_parameters_has_each_parameter()
    {
        var section = Regex.Match(File.ReadAllText(s_page), @"(?s)\n## Save-FigsharePlate\n(.*?)\n## ").Groups[1].Value;

        var listed = Regex.Matches(section, @"(?m)^\|([^|]*)\|")
            .SelectMany(row => Regex.Matches(row.Groups[1].Value, @"`-(\w+)`")).Select(name => name.Groups[1].Value);

        var parameters = Run<CmdletInfo>("Get-Command Save-FigsharePlate").Single().Parameters.Keys
            .Except(Cmdlet.CommonParameters).Except(Cmdlet.OptionalCommonParameters);
        Assert.Equal(parameters.Order(), listed.Order());
    }

    private Dictionary<string, string[]> Columns() => Run<PSObject>("[FigshareTools.Rows.PlateColumns]::All").ToDictionary(
        column => (string)column.Properties["Name"].Value,
        column => ((IEnumerable<string>)column.Properties["Aliases"].Value).ToArray());

    private Collection<T> Run<T>(string script)
    {
        using var shell = _session.Create();
        return shell.AddScript(script).Invoke<T>();
    }
}
