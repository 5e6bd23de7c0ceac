using System;
using System.IO;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public sealed class ScriptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HostedEngine _engine = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two words", "two words")]
    [InlineData("", "")]
    [InlineData("it's", "it's")]
    [InlineData("it\u2019s", "it\u2019s")]
    [InlineData("$(exit 9)", "$(exit 9)")]
    [InlineData("'; exit 9; '", "'; exit 9; '")]
    [InlineData("\u2018; exit 9; \u2019", "\u2018; exit 9; \u2019")]
    [InlineData("a,b", "a,b")]
    [InlineData("@{a=1}", "@{a=1}")]
    [InlineData("--%", "--%")]
    [InlineData("-5", "-5")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("; exit 9 #", "; exit 9 #")]
    public void Argument_is_text_and_is_never_executed(string argument, string received)
    {
        var script = _folder.Write("show.ps1", "param($First, $Rest) \"<$First>$Rest\"");

        Assert.Equal(ExitCode.Success, _engine.Runner.Run(ScriptFile.GetCall(script, [argument])));
        Assert.Equal($"<{received}>{Environment.NewLine}", _engine.Output);
    }

    [Theory]
    [InlineData("-Name", "plate 1", "plate 1||False")]
    [InlineData("-Name:plate 1", "-Switch", "plate 1||True")]
    [InlineData("-Name:", "plate 1", "plate 1||False")]
    [InlineData("-Switch:$true", "first", "first||True")]
    [InlineData("-Switch:$FALSE", "first", "first||False")]
    [InlineData("-Name:$(exit 9)", "-Size:$null", "$(exit 9)|$null|False")]
    public void Parameter_names_and_switches_are_recognized(string first, string second, string received)
    {
        var script = _folder.Write("show.ps1", "param($Name, $Size, [switch]$Switch) \"$Name|$Size|$Switch\"");

        Assert.Equal(ExitCode.Success, _engine.Runner.Run(ScriptFile.GetCall(script, [first, second])));
        Assert.Equal(received + Environment.NewLine, _engine.Output);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("FAIL; 'went on'", 0)]
    [InlineData("FAIL; exit 0", 0)]
    [InlineData("FAIL; throw 'no'", 1)]
    public void Exit_code_of_a_script_file_is_passed_on(string text, int exitCode)
    {
        var failing = OperatingSystem.IsWindows() ? "cmd /c 'exit 5'" : "sh -c 'exit 5'";
        var script = _folder.Write("run.ps1", text.Replace("FAIL", failing, StringComparison.Ordinal));

        Assert.Equal(exitCode, _engine.Runner.Run(ScriptFile.GetCall(script, [])));
    }

    [Fact]
    public void Script_knows_its_folder_despite_special_characters()
    {
        var script = _folder.Write(Path.Combine("it's [mine] $now", "where.ps1"), "$PSScriptRoot");

        Assert.Equal(ExitCode.Success, _engine.Runner.Run(ScriptFile.GetCall(script, [])));
        Assert.Equal(Path.GetDirectoryName(script), _engine.Output.TrimEnd());
    }

    [Fact]
    public void Relative_path_is_resolved_from_the_current_folder()
    {
        var script = _folder.Write("where.ps1", "'here'");
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), script);

        Assert.StartsWith($"& '{script}'", ScriptFile.GetCall(relative, []), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_is_refused_as_a_script() =>
        Assert.Throws<HostStartException>(() => ScriptFile.GetCall(_folder.Path, []));
}
