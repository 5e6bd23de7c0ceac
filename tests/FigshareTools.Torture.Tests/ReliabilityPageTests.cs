using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Torture.Tests;

/// <summary>Compares docs/reliability.md with the tests that it names.</summary>
public partial class ReliabilityPageTests
{
    private static readonly string s_repository = FindRepository();

    private static readonly string s_page = File.ReadAllText(Path.Combine(s_repository, "docs", "reliability.md"));

    [Fact]
    public void Tests_that_the_page_names_exist()
    {
        var existing = Directory.EnumerateFiles(Path.Combine(s_repository, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet();

        var named = TestClass().Matches(s_page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, existing));
    }

    [Fact]
    public void Page_says_how_to_run_every_command()
    {
        var commands = Command().Matches(Program.Usage).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Matches($@"-- {command}\b", s_page));
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FigshareTools.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("`([A-Z]\\w+Tests)`")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"(?m)^  ([a-z]+) {2,}")]
    private static partial Regex Command();
}
