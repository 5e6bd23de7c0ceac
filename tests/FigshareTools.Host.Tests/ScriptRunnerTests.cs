using System;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public class ScriptRunnerTests
{
    private const string WriteError =
        "function Write-Failure { [CmdletBinding()] param($text) $PSCmdlet.WriteError("
        + "[Management.Automation.ErrorRecord]::new([Exception]::new($text), 'Id', 'NotSpecified', $null)) }; ";

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("", 0)]
    [InlineData("exit", 0)]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 255; throw 'never'", 255)]
    [InlineData("& { exit 4 }", 4)]
    [InlineData("$Host.SetShouldExit(5)", 5)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Invoke-Nonsense", 1)]
    [InlineData("Invoke-Nonsense; 1", 1)]
    [InlineData("1 +", 1)]
    [InlineData("[int]'x'", 1)]
    [InlineData("[int]'x'; 1", 1)]
    [InlineData("$Host.UI.WriteErrorLine('said so')", 1)]
    [InlineData("$null = Get-Command Nonsense -ErrorAction SilentlyContinue", 1)]
    [InlineData("$null = Get-Command Nonsense -ErrorAction SilentlyContinue; 1", 0)]
    [InlineData("try { throw 'no' } catch { 'caught' }", 0)]
    [InlineData("trap { continue } throw 'no'; 1", 0)]
    [InlineData(WriteError + "Write-Failure 'no'", 1)]
    [InlineData(WriteError + "Write-Failure 'no'; 1", 1)]
    [InlineData(WriteError + "Write-Failure 'no' -ErrorAction Stop; exit 9", 1)]
    [InlineData(WriteError + "Write-Failure 'no'; exit 6", 6)]
    [InlineData(WriteError + "Write-Failure 'no' 2>$null; 1", 0)]
    [InlineData(WriteError + "Write-Failure 'no' -ErrorAction Ignore; 1", 0)]
    public void Exit_code_reports_how_a_script_ended(string script, int exitCode)
    {
        using var engine = new HostedEngine();

        Assert.Equal(exitCode, engine.Runner.Run(script));
    }

    [Fact]
    public void Only_a_failed_program_at_the_end_is_a_failure()
    {
        using var engine = new HostedEngine();
        var failing = OperatingSystem.IsWindows() ? "cmd /c 'exit 5'" : "sh -c 'exit 5'";

        Assert.Equal(ExitCode.Failure, engine.Runner.Run(failing));
        Assert.Equal(ExitCode.Success, engine.Runner.Run(failing + "; 1"));
        Assert.Equal(5, engine.Runner.Run(failing + "; exit $LASTEXITCODE"));
    }

    [Fact]
    public void Failure_does_not_affect_the_next_script()
    {
        using var engine = new HostedEngine();

        Assert.Equal(ExitCode.Failure, engine.Runner.Run("throw 'no'"));
        Assert.Equal(ExitCode.Success, engine.Runner.Run("1"));
    }

    [Fact]
    public void Results_and_errors_use_their_own_streams_without_colours()
    {
        using var engine = new HostedEngine();

        engine.Runner.Run("[pscustomobject]@{ Plate = 'SQ00014610' }; Invoke-Nonsense; 'after'");

        Assert.Contains("SQ00014610", engine.Output, StringComparison.Ordinal);
        Assert.Contains("after", engine.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Nonsense", engine.Output, StringComparison.Ordinal);
        Assert.Contains("The term 'Invoke-Nonsense' is not recognized", engine.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', engine.Output + engine.Error);
    }

    [Fact]
    public void Error_that_ends_a_script_is_shown_once()
    {
        using var engine = new HostedEngine();

        engine.Runner.Run("throw 'the disk is gone'");

        Assert.Equal(2, engine.Error.Split("the disk is gone").Length);
    }

    [Fact]
    public void Warnings_and_verbose_messages_use_the_error_stream()
    {
        using var engine = new HostedEngine();

        var exitCode = engine.Runner.Run(
            "$Host.UI.WriteWarningLine('slow'); $Host.UI.WriteVerboseLine('asking'); $Host.UI.WriteDebugLine('302')");

        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Equal(
            ["WARNING: slow", "VERBOSE: asking", "DEBUG: 302", ""], engine.Error.Split(Environment.NewLine));
        Assert.Empty(engine.Output);
    }

    [Fact]
    public void Variables_and_functions_remain_for_the_next_script()
    {
        using var engine = new HostedEngine();

        engine.Runner.Run("$plates = 9; function Get-Plates { $plates }");
        engine.Runner.Run("Get-Plates");

        Assert.Equal("9", engine.Output.Trim());
    }

    [Fact]
    public void Progress_is_written_as_text_without_a_terminal()
    {
        using var engine = new HostedEngine();

        engine.Runner.Run("""
            $record = [Management.Automation.ProgressRecord]::new(1, 'Saving plates', '0 of 9')
            $Host.UI.WriteProgress(1, $record)
            """);

        Assert.Equal("Saving plates: 0 of 9" + Environment.NewLine, engine.Error);
        Assert.Empty(engine.Output);
    }
}
