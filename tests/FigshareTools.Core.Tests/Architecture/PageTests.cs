using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Core.Tests.Architecture;

/// <summary>The rules of CONTRIBUTING.md about README.md and the pages that it leads to.</summary>
public partial class PageTests
{
    private const int MaximumLines = 150;

    private static readonly string s_repository = SourceTests.FindRepository();

    [Fact]
    public void README_has_at_most_150_lines() =>
        Assert.InRange(File.ReadLines(Path.Combine(s_repository, "README.md")).Count(), 1, MaximumLines);

    [Fact]
    public void Links_lead_to_files_and_headings() => Rule.HasNoViolations(
        from page in Pages()
        from Match link in Link().Matches(File.ReadAllText(page))
        let path = link.Groups["path"].Value
        let target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path))
        let heading = link.Groups["heading"].Value
        where !(File.Exists(target) || Directory.Exists(target)) || (heading.Length > 0 && !HeadingsOf(target).Contains(heading))
        select $"{Path.GetRelativePath(s_repository, page)}: {link.Value}");

    [Fact]
    public void README_leads_to_each_page_of_docs() => Rule.HasNoViolations(
        Directory.EnumerateFiles(Path.Combine(s_repository, "docs"), "*.md").Select(page => $"docs/{Path.GetFileName(page)}")
            .Except(Link().Matches(File.ReadAllText(Path.Combine(s_repository, "README.md"))).Select(link => link.Groups["path"].Value)));

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(s_repository, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(s_repository, "docs"), "*.md"))
        .Concat(Directory.EnumerateFiles(Path.Combine(s_repository, "examples"), "*.md", SearchOption.AllDirectories));

    /// <summary>The anchors that GitHub makes of headings.</summary>
    private static IEnumerable<string> HeadingsOf(string page) => Heading().Matches(File.ReadAllText(page))
        .Select(heading => NotInAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    // Links to files of the repository, with or without a heading, and headings of the same page.
    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^#+ (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
