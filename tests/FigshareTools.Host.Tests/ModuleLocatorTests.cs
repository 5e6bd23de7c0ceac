using System;
using System.IO;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

public sealed class ModuleLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Module_is_found_from_any_subfolder()
    {
        var manifest = LayOut("0.1.0");
        var start = Directory.CreateDirectory(_folder.PathOf("src", "Host", "bin")).FullName;

        Assert.Equal(manifest, ModuleLocator.Find(start));
        Assert.Equal(manifest, ModuleLocator.Find(_folder.Path));
    }

    [Fact]
    public void Newest_version_is_the_highest_number()
    {
        LayOut("0.9.0");
        var newest = LayOut("0.10.0");
        LayOut("0.2.11");

        Assert.Equal(newest, ModuleLocator.Find(_folder.Path));
    }

    [Fact]
    public void Folders_without_a_manifest_or_a_version_are_ignored()
    {
        var manifest = LayOut("0.1.0");
        Directory.CreateDirectory(_folder.PathOf("out", "FigshareTools", "0.2.0"));
        LayOut("newest");

        Assert.Equal(manifest, ModuleLocator.Find(_folder.Path));
    }

    [Fact]
    public void Nearest_build_is_used_even_if_it_is_older()
    {
        LayOut("0.2.0");
        var nearest = LayOut("0.1.0", "clone");

        Assert.Equal(nearest, ModuleLocator.Find(_folder.PathOf("clone")));
    }

    [Fact]
    public void Empty_folder_of_versions_is_skipped()
    {
        var manifest = LayOut("0.1.0");
        Directory.CreateDirectory(_folder.PathOf("clone", "out", "FigshareTools"));

        Assert.Equal(manifest, ModuleLocator.Find(_folder.PathOf("clone")));
    }

    [Fact]
    public void Missing_build_is_reported_with_a_remedy()
    {
        var failure = Assert.Throws<HostStartException>(() => ModuleLocator.Find(_folder.Path));

        Assert.Contains("dotnet build", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ModulePath", failure.Message, StringComparison.Ordinal);
    }

    private string LayOut(string version, string below = "") =>
        _folder.Write(Path.Combine(below, "out", "FigshareTools", version, "FigshareTools.psd1"));
}
