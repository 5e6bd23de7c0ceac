using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>The folder of the module: its exports, its files, and the selection of a build.</summary>
public class ModuleManifestTests
{
    private static readonly string s_module = Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!;

    [Fact]
    public void The_manifest_exports_all_cmdlets_and_nothing_else()
    {
        using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
        using var shell = session.Create();

        var module = Assert.Single(shell.AddScript("Get-Module FigshareTools").Invoke<PSModuleInfo>());

        var cmdlets = module.ExportedCmdlets.Values.First().ImplementingType.Assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        Assert.Equal(cmdlets.Order(), module.ExportedCmdlets.Keys.Order());
    }

    [Fact]
    public void The_manifest_exports_the_aliases_of_cmdlets()
    {
        using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
        using var shell = session.Create();

        var module = Assert.Single(shell.AddScript("Get-Module FigshareTools").Invoke<PSModuleInfo>());

        Assert.Equal(["Import-FigshareManifest"], module.ExportedAliases.Keys);
        Assert.Equal("Get-FigshareManifest", module.ExportedAliases["Import-FigshareManifest"].Definition);
    }

    [Fact]
    public void A_copy_in_another_folder_is_imported_without_an_error()
    {
        var copy = Directory.CreateTempSubdirectory("figsharetools-copy-").FullName;
        try
        {
            var module = Path.GetDirectoryName(ModuleUnderTest.Manifest)!;
            foreach (var file in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(module, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
            using var shell = session.Create();
            shell.AddScript("param($copy) Import-Module $copy").AddArgument(Path.Combine(copy, "FigshareTools.psd1")).Invoke();

            Assert.Equal("", string.Join(Environment.NewLine, shell.Streams.Error));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public void The_build_under_test_is_the_one_that_is_loaded()
    {
        using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
        using var shell = session.Create();

        var location = shell.AddScript("(Get-Command Save-FigsharePlate).DLL").Invoke<string>();

        Assert.Equal(ModuleUnderTest.Build, Path.GetFileName(Path.GetDirectoryName(Assert.Single(location))));
    }

    [Theory]
    [InlineData("Core", "net8.0")]
    [InlineData("Desktop", "net472")]
    public void The_manifest_picks_the_build_by_edition(string edition, string build)
    {
        using var session = ModuleSession.Open();
        using var shell = session.Create();
        var text = File.ReadAllText(ModuleUnderTest.BuiltManifest)
            .Replace("$PSEdition", $"'{edition}'", StringComparison.Ordinal);

        var root = shell.AddScript($"({text}).RootModule").Invoke<string>();

        Assert.Equal($"{build}/FigshareTools.dll", Assert.Single(root));
        Assert.True(File.Exists(Path.Combine(s_module, Assert.Single(root))));
    }

    [Fact]
    public void The_version_is_only_in_the_manifest()
    {
        var folder = Path.GetFileName(s_module);

        foreach (var build in new[] { "net8.0", "net472" })
        {
            var version = AssemblyName.GetAssemblyName(Path.Combine(s_module, build, "FigshareTools.dll")).Version!;
            Assert.Equal(folder, version.ToString(3));
        }
    }

    [Fact]
    public void The_PowerShell_7_build_has_no_assembly_that_PowerShell_ships()
    {
        var shipped = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal))
            .Concat(typeof(PSObject).Assembly.GetReferencedAssemblies().Select(name => $"{name.Name}.dll"))
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        var ours = Directory.EnumerateFiles(Path.Combine(s_module, "net8.0"), "*.dll").Select(Path.GetFileNameWithoutExtension);

        Assert.DoesNotContain(ours, name => shipped.Contains(name));
        Assert.DoesNotContain("System.Management.Automation", ours);
    }

    [Fact]
    public void The_PowerShell_7_build_has_only_assemblies_of_this_module() => Assert.Equal(
        ["FigshareTools.Core.dll", "FigshareTools.dll"],
        Directory.EnumerateFiles(Path.Combine(s_module, "net8.0"), "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void No_native_library_is_shipped() => Assert.DoesNotContain(
        Directory.EnumerateFiles(s_module, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)),
        name => name.Contains("sqlite3", StringComparison.OrdinalIgnoreCase)
            || Path.GetExtension(name) is ".so" or ".dylib");
}
