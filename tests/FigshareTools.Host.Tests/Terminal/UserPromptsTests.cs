using System;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests.Terminal;

public class UserPromptsTests
{
    private const string Function = """
        function Save-Something {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param([Parameter(Mandatory)][string]$Name, [Parameter(Mandatory)][string[]]$Plate)
            if ($PSCmdlet.ShouldProcess($Name)) { "saved $Name $($Plate -join '+')" }
        }

        """;

    [Fact]
    public void Mandatory_parameters_and_lists_are_prompted_for()
    {
        using var engine = new HostedEngine("all", "A", "B", "", "y");

        Assert.Equal(ExitCode.Success, engine.Runner.Run(Function + "Save-Something"));
        Assert.Contains("Name: Plate[0]: Plate[1]: Plate[2]: ", engine.Output, StringComparison.Ordinal);
        Assert.EndsWith("saved all A+B" + Environment.NewLine, engine.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("YES", true)]
    [InlineData("yes to all", true)]
    [InlineData("", true)]
    [InlineData("n", false)]
    [InlineData("l", false)]
    public void Confirmation_accepts_a_letter_a_word_or_the_default(string answer, bool saves)
    {
        using var engine = new HostedEngine(answer, "");

        engine.Runner.Run(Function + "Save-Something -Name x -Plate A");

        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All", engine.Output, StringComparison.Ordinal);
        Assert.Equal(saves, engine.Output.Contains("saved x A", StringComparison.Ordinal));
    }

    [Fact]
    public void Invalid_answer_repeats_the_prompt_and_a_question_mark_explains_it()
    {
        using var engine = new HostedEngine("maybe", "?", "n");

        engine.Runner.Run(Function + "Save-Something -Name x -Plate A");

        Assert.Equal(4, engine.Output.Split("[Y] Yes  [A]").Length);
        Assert.Contains("Y - Continue with only the next step", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_fails_without_an_answer()
    {
        using var engine = new HostedEngine();

        Assert.Equal(ExitCode.Failure, engine.Runner.Run(Function + "Save-Something -Name x -Plate A"));
        Assert.Contains("the input ended before the answer", engine.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("saved", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_is_read_from_redirected_input()
    {
        using var engine = new HostedEngine("to ken");

        engine.Runner.Run(
            "[System.Net.NetworkCredential]::new('', $Host.UI.ReadLineAsSecureString()).Password");

        Assert.Equal("to ken" + Environment.NewLine, engine.Output);
    }
}
