using System;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public class InteractivePromptTests
{
    [Fact]
    public void Each_line_runs_until_exit()
    {
        using var engine = new HostedEngine("$plates = 8", "$plates + 1", "exit 4", "'never'");

        Assert.Equal(4, Run(engine));
        Assert.Contains("FT> FT> 9", engine.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", engine.Output, StringComparison.Ordinal);
        Assert.EndsWith("FT> ", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void End_of_input_is_success()
    {
        using var engine = new HostedEngine();

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains("Type 'exit' to leave", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_is_shown_and_the_next_line_runs()
    {
        using var engine = new HostedEngine("throw 'the disk is gone'", "'still here'");

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains("the disk is gone", engine.Error, StringComparison.Ordinal);
        Assert.Contains("still here", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Incomplete_statement_continues_on_the_next_line()
    {
        using var engine = new HostedEngine("foreach ($plate in 1..2) {", "\"plate $plate\"", "}", "'after'");

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains(
            string.Join(Environment.NewLine, "FT> >> >> plate 1", "plate 2", "FT> after"), engine.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_line_ends_an_incomplete_statement()
    {
        using var engine = new HostedEngine("if ($true) {", "", "'next'");

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains("Missing closing '}'", engine.Error, StringComparison.Ordinal);
        Assert.Contains("next", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void End_of_input_within_a_statement_is_reported()
    {
        using var engine = new HostedEngine("if ($true) {");

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains("Missing closing '}'", engine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_lines_are_ignored()
    {
        using var engine = new HostedEngine("", "  ", "'last'");

        Assert.Equal(ExitCode.Success, Run(engine));
        Assert.Contains("FT> FT> FT> last", engine.Output, StringComparison.Ordinal);
        Assert.Empty(engine.Error);
    }

    private static int Run(HostedEngine engine) => new InteractivePrompt(engine.Runner, engine.Host).Run();
}
