using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>examples/mirror.ps1: each exit code, in a session that finds the module beside the script.</summary>
public sealed class MirrorScriptTests : IAsyncLifetime
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
    public void First_run_saves_all_plates_and_records_them()
    {
        Assert.Equal(0, Run());

        Assert.Equal(["1.bin", "2.bin", "manifest.csv"], Files());
        Assert.Equal(3, File.ReadAllLines(Manifest).Length);
        Assert.EndsWith("there is nothing to compare with.\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dataset_that_has_moved_on_is_saved_reported_and_recorded()
    {
        Run();
        PublishNext();

        Assert.Equal(0, Run());

        Assert.EndsWith("""
            3 of 3 plates are there.
            The dataset has moved on:
            Renamed: one.bin was 1.bin, whose file stays.
            Changed: 2.bin
            Added: 4.bin

            """.ReplaceLineEndings("\n"), Output, StringComparison.Ordinal);
        // The length is the same: only the MD5 shows that the file is another one.
        Assert.Equal(Content(3), File.ReadAllBytes(_folder.PathOf("2.bin")));
        Assert.Contains("one.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_are_reported_once()
    {
        Run();
        PublishNext();
        Run();

        Assert.Equal(0, Run());

        Assert.EndsWith("The dataset has not changed.\n", Output, StringComparison.Ordinal);
        Assert.Single(Output.Split('\n'), "The dataset has moved on:");
    }

    [Fact]
    public void Plate_that_is_no_longer_listed_is_reported_and_stays()
    {
        Run();
        Publish((1, "1.bin"));

        Assert.Equal(0, Run());

        Assert.EndsWith("""
            1 of 1 plates are there.
            The dataset has moved on:
            Removed: 2.bin is no longer listed; its file stays.

            """.ReplaceLineEndings("\n"), Output, StringComparison.Ordinal);
        Assert.Equal(["1.bin", "2.bin", "manifest.csv"], Files());
    }

    [Fact]
    public void Plate_that_failed_is_1_and_the_next_run_saves_it()
    {
        Run();
        var recorded = File.ReadAllText(Manifest);
        PublishNext();
        // Both attempts of the run.
        _scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 3, Times = 2 });

        Assert.Equal(1, Run());
        Assert.Contains("2 of 3 plates are there.", Output, StringComparison.Ordinal);
        Assert.Equal(recorded, File.ReadAllText(Manifest));

        // Its exit code cannot be read: a session keeps that of the run before.
        Run();
        Assert.Contains("3 of 3 plates are there.", Output, StringComparison.Ordinal);
        Assert.Equal(2, Output.Split('\n').Count(line => line == "Changed: 2.bin"));
        Assert.Equal(Content(3), File.ReadAllBytes(_folder.PathOf("2.bin")));
        Assert.NotEqual(recorded, File.ReadAllText(Manifest));
    }

    [Fact]
    public void Plate_that_fails_once_is_saved_by_the_second_attempt()
    {
        Run();
        PublishNext();
        _scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 3 });

        Assert.Equal(0, Run());
        Assert.Equal(Content(3), File.ReadAllBytes(_folder.PathOf("2.bin")));
    }

    [Fact]
    public void File_that_was_deleted_is_saved_again()
    {
        Run();
        File.Delete(_folder.PathOf("2.bin"));

        Assert.Equal(0, Run());
        Assert.Contains("2.bin", Files());
        Assert.EndsWith("The dataset has not changed.\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deadline_is_3_and_leaves_the_manifest()
    {
        Run();
        var recorded = File.ReadAllText(Manifest);
        PublishNext();
        using var hold = _scripts.Figshare.Faults.HoldBodies(afterBytes: 1000);
        var soon = DateTime.Now.AddSeconds(4).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

        Assert.Equal(3, Run("-StopAt", soon));
        Assert.Equal(recorded, File.ReadAllText(Manifest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plate,figshare_id\n")]
    [InlineData("\0\u0001 no table")]
    [InlineData("plate,figshare_id\nSQ1,one\n")]
    public void Manifest_that_lists_no_plate_is_2_and_stays(string manifest)
    {
        _folder.Write("manifest.csv", manifest);

        Assert.Equal(2, Run());
        Assert.StartsWith("Nothing could be done: ", _scripts.Error, StringComparison.Ordinal);
        Assert.Equal(manifest, File.ReadAllText(Manifest));
    }

    [Fact]
    public void Dataset_of_which_no_plate_can_be_saved_is_2()
    {
        _scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { Times = int.MaxValue });

        Assert.Equal(2, Run());
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("no dataset")]
    public void Dataset_that_is_not_there_is_2_and_leaves_no_manifest(string dataset)
    {
        Assert.Equal(2, _scripts.Run("mirror.ps1", "-Dataset", dataset, "-Destination", _folder.Path));

        Assert.Empty(Files());
    }

    [Fact]
    public void Missing_parameter_is_2_and_asks_nothing() => Assert.Equal(2, _scripts.Run("mirror.ps1", "-Dataset", "4"));

    private string Output => _scripts.Output.ReplaceLineEndings("\n");

    private int Run(params string[] arguments) =>
        _scripts.Run("mirror.ps1", ["-Dataset", "4", "-Destination", _folder.Path, .. arguments]);

    private string[] Files() => [.. Directory.EnumerateFiles(_folder.Path).Select(path => Path.GetFileName(path))
        .Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>Publishes a version in which one file has another name, one has other bytes, and one is new.</summary>
    private void PublishNext() => Publish((1, "one.bin"), (3, "2.bin"), (4, "4.bin"));

    private void Publish(params (long Id, string Name)[] files) => _scripts.Figshare.Catalog.Add(new SimulatedArticle
    {
        Id = 4,
        Title = "Plates",
        Doi = "10.6084/m9.figshare.4",
        Versions =
        [
            new SimulatedVersion
            {
                Number = 2,
                Files = [.. files.Select(file => new SimulatedFile
                {
                    Id = file.Id,
                    Name = file.Name,
                    Content = SimulatedContent.Pattern(10_000, (int)file.Id),
                })],
            },
        ],
    });

    private static byte[] Content(int seed)
    {
        var bytes = new byte[10_000];
        SimulatedContent.Pattern(10_000, seed).Read(0, bytes);
        return bytes;
    }
}
