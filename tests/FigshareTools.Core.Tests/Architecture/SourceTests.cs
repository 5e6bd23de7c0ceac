using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FigshareTools.Core.Tests.Architecture;

/// <summary>The rules of CONTRIBUTING.md about source files.</summary>
public partial class SourceTests
{
    private const int MaximumLines = 250;
    private const int MaximumColumns = 130;
    private const int MaximumTestNameLength = 70;

    private static readonly string s_repository = FindRepository();

    [Fact]
    public void Source_files_have_at_most_250_lines() =>
        Rule.HasNoViolations(SourceFiles("src").Concat(SourceFiles("build"))
            .Where(file => File.ReadLines(file).Count() > MaximumLines).Select(Show));

    [Fact]
    public void Lines_have_at_most_130_characters() => Rule.HasNoViolations(
        from file in SourceFiles("src").Concat(SourceFiles("build")).Concat(SourceFiles("benchmarks"))
        from line in File.ReadLines(file).Select((text, index) => (Length: text.Length, Number: index + 1))
        where line.Length > MaximumColumns
        select $"{Show(file)}:{line.Number} ({line.Length})");

    [Fact]
    public void Test_names_have_at_most_70_characters() => Rule.HasNoViolations(
        from file in SourceFiles("tests")
        from Match match in TestName().Matches(File.ReadAllText(file))
        let name = match.Groups["name"].Value
        where name.Length > MaximumTestNameLength
        select $"{Show(file)}: {name} ({name.Length})");

    [Fact]
    public void Only_FileReplacement_renames_files() => Assert.Equal(
        ["src/FigshareTools.Core/Files/FileReplacement.cs"],
        SourceFiles("src/FigshareTools.Core").Where(file => Rename().IsMatch(File.ReadAllText(file))).Select(Show));

    /// <summary>Words of an earlier, private vocabulary.</summary>
    [Fact]
    public void Sources_and_docs_use_the_words_of_the_glossary() => Rule.HasNoViolations(
        from file in SourceFiles("src").Concat(Directory.EnumerateFiles(Path.Combine(s_repository, "docs"), "*.md"))
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where PrivateWord().IsMatch(line.Text)
        select $"{Show(file)}:{line.Number}: {line.Text.Trim()}");

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(s_repository, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Generated().IsMatch(file))
            .Order(StringComparer.Ordinal);

    private static string Show(string file) => Path.GetRelativePath(s_repository, file).Replace('\\', '/');

    internal static string FindRepository([CallerFilePath] string path = "")
    {
        // The path is mapped in deterministic builds; the tests run below the repository in any case.
        var folder = new DirectoryInfo(File.Exists(path) ? Path.GetDirectoryName(path)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FigshareTools.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\]]*\](?:\s|//[^\n]*|\[(?:[^\[\]]|\[[^\]]*\])*\])*?"
        + @"(?:public|internal)\s+(?:async\s+)?[\w<>]+\s+(?<name>\w+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bFile\.(?:Move|Replace)\(|\bMoveFileEx")]
    private static partial Regex Rename();

    [GeneratedRegex(@"\b(?:whoever|patience|haste|bears|told)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PrivateWord();

    [GeneratedRegex(@"[/\\](?:bin|obj)[/\\]")]
    private static partial Regex Generated();
}
