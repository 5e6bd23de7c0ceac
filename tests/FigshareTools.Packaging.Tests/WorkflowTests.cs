using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FigshareTools.Packaging.Tests.Support;

namespace FigshareTools.Packaging.Tests;

/// <summary>
/// What a change of the workflows must keep. Read as text: actionlint, where it can be had, checks the rest (.ci/actionlint.sh).
/// </summary>
public class WorkflowTests
{
    private static readonly Regex s_pinned = new("^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$");

    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Path.Combine(Built.Repository, ".github", "workflows")).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_to_a_commit_and_name_its_version(string workflow)
    {
        var actions = Lines(workflow).Select(line => line.Trim().TrimStart('-', ' ')).Where(line => line.StartsWith("uses:", StringComparison.Ordinal));

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(s_pinned, action["uses:".Length..].Trim()));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void One_action_has_one_commit(string workflow)
    {
        var actions = Lines(workflow).Where(line => line.Contains("uses:", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf("uses:", StringComparison.Ordinal) + 5)..].Trim()).Distinct();

        Assert.All(actions.GroupBy(action => action.Split('@')[0]), commits => Assert.Single(commits));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Jobs_may_read_only_unless_they_say_more(string workflow)
    {
        var text = string.Join('\n', Lines(workflow));

        Assert.Contains("\npermissions:\n  contents: read\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("write-all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Indentation_is_even_and_has_no_tabs(string workflow) => Assert.All(Lines(workflow), line =>
    {
        Assert.DoesNotContain('\t', line);
        Assert.Equal(0, line.TakeWhile(character => character == ' ').Count() % 2);
    });

    [Fact]
    public void The_key_of_the_Gallery_is_in_a_protected_job_for_tags_alone()
    {
        var job = Assert.Single(Jobs("ci.yml"), job => job.Contains("secrets.", StringComparison.Ordinal));

        Assert.StartsWith("  publish:", job, StringComparison.Ordinal);
        Assert.Contains("    if: startsWith(github.ref, 'refs/tags/v')\n", job, StringComparison.Ordinal);
        Assert.Contains("    environment: powershell-gallery\n", job, StringComparison.Ordinal);
        Assert.Contains("    needs: [build, code, package]\n", job, StringComparison.Ordinal);
    }

    [Fact]
    public void All_jobs_use_the_packages_of_the_one_build()
    {
        var jobs = Jobs("ci.yml");

        Assert.Single(jobs, job => job.Contains("upload-artifact", StringComparison.Ordinal));
        Assert.All(
            jobs.Where(job => job.StartsWith("  package:", StringComparison.Ordinal)
                || job.StartsWith("  publish:", StringComparison.Ordinal)
                || job.StartsWith("  release:", StringComparison.Ordinal)),
            job =>
            {
                Assert.Contains("download-artifact", job, StringComparison.Ordinal);
                Assert.DoesNotContain("FigshareTools.Packaging", job, StringComparison.Ordinal);
            });
    }

    /// <summary>The text of each job: from a name that is indented by two to the next one.</summary>
    private static string[] Jobs(string workflow)
    {
        var text = string.Join('\n', Lines(workflow));
        return Regex.Split(text[(text.IndexOf("\njobs:", StringComparison.Ordinal) + 7)..], "\n(?=  [a-z]+:\n)");
    }

    private static string[] Lines(string workflow) =>
        File.ReadAllLines(Path.Combine(Built.Repository, ".github", "workflows", workflow));
}
