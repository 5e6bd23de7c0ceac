using System;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public sealed class ModuleSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Import-Csv")]
    [InlineData("Export-Csv")]
    public void Session_without_a_module_has_the_CSV_cmdlets(string name)
    {
        using var session = ModuleSession.Open();
        using var shell = session.Create();

        var command = Assert.Single(shell.AddCommand("Get-Command").AddArgument(name).Invoke<CommandInfo>());

        Assert.Equal(CommandTypes.Cmdlet, command.CommandType);
    }

    [Fact]
    public void Module_of_the_build_is_imported()
    {
        using var session = ModuleSession.Open(ModuleLocator.Find(AppContext.BaseDirectory));
        using var shell = session.Create();

        var commands = shell.AddCommand("Get-Command").AddParameter("Module", "FigshareTools").Invoke<CommandInfo>();

        Assert.Contains("Save-FigsharePlate", commands.Select(command => command.Name));
    }

    [Fact]
    public void Script_module_can_be_imported_by_its_path()
    {
        var module = _folder.Write("Plates.psm1", "function Get-Plates { 9 }");
        using var session = ModuleSession.Open(module);
        using var shell = session.Create();

        Assert.Equal([9], shell.AddCommand("Get-Plates").Invoke<int>());
    }

    [Theory]
    [InlineData("missing.psd1")]
    [InlineData("broken.psm1")]
    public void Failed_import_reports_the_reason(string name)
    {
        _folder.Write("broken.psm1", "function {");

        var failure = Assert.Throws<HostStartException>(() => ModuleSession.Open(_folder.PathOf(name)).Dispose());

        Assert.StartsWith("The module cannot be imported: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }
}
