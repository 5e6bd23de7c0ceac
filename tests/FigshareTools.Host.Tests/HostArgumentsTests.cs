using System;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public sealed class HostArgumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Empty_command_line_means_a_prompt_with_the_real_Figshare() =>
        Assert.Equal((false, null, null, null), Values(HostArguments.Parse([])));

    [Fact]
    public void All_options_can_be_combined() => Assert.Equal(
        (true, "a.psd1", "1 + 1", null),
        Values(HostArguments.Parse(["-Offline", "-ModulePath", "a.psd1", "-Command", "1 + 1"])));

    [Theory]
    [InlineData("-offline")]
    [InlineData("-OFFLINE")]
    public void Option_names_ignore_case(string name) => Assert.True(HostArguments.Parse([name]).Offline);

    [Fact]
    public void Value_can_look_like_an_option() =>
        Assert.Equal("-Offline", HostArguments.Parse(["-Command", "-Offline"]).Script);

    [Fact]
    public void Arguments_after_a_script_file_are_passed_to_the_script()
    {
        var script = _folder.Write("run.ps1");

        var arguments = HostArguments.Parse(["-File", script, "-Offline", "-Command", "x"]);

        Assert.False(arguments.Offline);
        Assert.StartsWith($"& '{script}' -Offline -Command 'x'", arguments.Script, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_script_file_is_named()
    {
        var failure = Assert.Throws<HostStartException>(() => HostArguments.Parse(["-File", _folder.PathOf("no.ps1")]));

        Assert.Contains(_folder.PathOf("no.ps1"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'-Nonsense' is not an option.", "-Nonsense")]
    [InlineData("'plates.csv' is not an option.", "plates.csv")]
    [InlineData("'' is not an option.", "")]
    [InlineData("'two' is not an option.", "-Command", "one", "two")]
    [InlineData("-Command needs a value.", "-Command")]
    [InlineData("-file needs a value.", "-file")]
    [InlineData("-ModulePath needs a value.", "-Offline", "-ModulePath")]
    [InlineData("-Command and -File can be used only once, and not together.", "-Command", "1", "-Command", "2")]
    public void Invalid_command_line_is_reported(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<HostUsageException>(() => HostArguments.Parse(arguments)).Message);

    [Fact]
    public void Help_lists_every_option()
    {
        var help = HostArguments.Parse(["-Help"]).Information;

        Assert.All(
            ["-Offline", "-Command", "-File", "-ModulePath", "-Version", "-Help"],
            option => Assert.Contains($"  {option} ", help, StringComparison.Ordinal));
    }

    [Fact]
    public void Version_contains_host_and_engine() => Assert.Matches(
        @"^FigshareTools\.Host \d+\.\d+\.\d+, PowerShell engine 7\.\d+\.\d+$",
        HostArguments.Parse(["-Version"]).Information);

    private static (bool, string?, string?, string?) Values(HostArguments arguments) =>
        (arguments.Offline, arguments.ModulePath, arguments.Script, arguments.Information);
}
