using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>examples/audit.ps1: each exit code, in a session that finds the module beside the script.</summary>
public sealed class AuditScriptTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ExampleScripts _scripts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Manifest => _folder.PathOf("manifest.csv");

    public async ValueTask InitializeAsync() => _scripts = await ExampleScripts.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Dataset_that_is_saved_and_valid_is_0()
    {
        Assert.Equal(0, Run("4"));

        Assert.Equal(3, File.ReadAllLines(_folder.PathOf("audit.csv")).Length);
        Assert.True(File.Exists(Manifest));
    }

    [Fact]
    public void Plate_that_cannot_be_saved_is_1_and_is_listed()
    {
        File.WriteAllText(Manifest, $"file_id,file_name,length,md5\n9,9.bin,10000,{new string('0', 32)}\n");

        Assert.Equal(1, Run("4"));
        Assert.Contains("Missing", _scripts.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plate,figshare_id\n")]
    [InlineData("\0\u0001 no table")]
    [InlineData("plate,figshare_id\nSQ1,one\n")]
    public void Manifest_that_lists_no_plate_is_2(string manifest)
    {
        _folder.Write("manifest.csv", manifest);

        Assert.Equal(2, Run("4"));
        Assert.StartsWith("Nothing could be done: ", _scripts.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest.csv")]
    [InlineData("Audit.csv")]
    public void Dataset_with_a_file_of_a_name_that_the_script_needs_is_2(string name)
    {
        _scripts.Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions =
            [
                new SimulatedVersion
                {
                    Files = [new SimulatedFile { Id = 1, Name = name, Content = SimulatedContent.Pattern(10_000, 1) }],
                },
            ],
        });

        Assert.Equal(2, Run("4"));

        Assert.Contains($"The dataset has a file {name}", _scripts.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void Manifest_that_lists_a_name_that_the_script_needs_is_2_and_stays()
    {
        _folder.Write("manifest.csv", "file_id,file_name,length\n1,manifest.csv,10000\n");

        Assert.Equal(2, Run("4"));

        Assert.StartsWith("file_id", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("no dataset")]
    public void Dataset_that_is_not_there_is_2_and_leaves_no_manifest(string dataset)
    {
        Assert.Equal(2, Run(dataset));

        Assert.False(File.Exists(Manifest));
    }

    [Fact]
    public void Missing_parameter_is_2_and_asks_nothing() => Assert.Equal(2, _scripts.Run("audit.ps1", "-Dataset", "4"));

    private int Run(string dataset) => _scripts.Run("audit.ps1", "-Dataset", dataset, "-Destination", _folder.Path);
}
