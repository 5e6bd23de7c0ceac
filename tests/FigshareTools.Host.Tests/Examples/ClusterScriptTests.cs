using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>
/// examples/shard.ps1 and verify.ps1: each exit code, in a session that finds the module beside the script. tests/cluster/run.sh
/// runs them in a Slurm.
/// </summary>
public sealed class ClusterScriptTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ExampleScripts _scripts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scripts = await ExampleScripts.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Shards_are_disjoint_and_complete_and_then_the_whole_is_valid()
    {
        WriteManifest(1, 2);

        Assert.Equal(0, Shard(0, 2));
        Assert.Single(Directory.EnumerateFiles(_folder.PathOf("plates"), "*.bin"));
        Assert.Equal(0, Shard(1, 2));
        Assert.Equal(0, Verify());
        Assert.Contains("2 of 2 plates are valid.", _scripts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plate_of_a_shard_that_was_not_saved_is_1_and_is_listed()
    {
        WriteManifest(1, 2);
        Directory.CreateDirectory(_folder.PathOf("plates"));

        Assert.Equal(1, Verify());
        Assert.Contains("Missing", _scripts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plate_that_cannot_be_saved_is_1_and_is_listed()
    {
        WriteManifest(1, 9);

        Assert.Equal(1, Shard(0, 1));
        Assert.Contains("9.bin", _scripts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deadline_is_3()
    {
        WriteManifest(1, 2);
        using var hold = _scripts.Figshare.Faults.HoldBodies(afterBytes: 1000);

        Assert.Equal(3, Shard(0, 2, "-StopAfter", "00:00:01"));
        Assert.Contains("the deadline of", _scripts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deadline_during_the_second_attempt_is_3()
    {
        WriteManifest(1, 2);
        // The pace decides which host is asked first; the other one is asked in the second attempt.
        var requests = 0;
        foreach (var point in new[] { FaultPoint.Redirect, FaultPoint.Downloader })
        {
            _scripts.Figshare.Faults.Add(Fault.NotFound(point) with { FileId = 2, When = () => requests++ == 0 });
        }

        _scripts.Figshare.Faults.Add(Fault.Stall(afterBytes: 1000) with { FileId = 2, Times = int.MaxValue });

        Assert.Equal(3, Shard(0, 1, "-StopAfter", "00:00:02"));
    }

    [Fact]
    public void StopAfter_without_a_colon_is_2()
    {
        WriteManifest(1, 2);

        Assert.Equal(2, Shard(0, 2, "-StopAfter", "8"));
        Assert.Contains("such as '08:00:00' for eight hours", _scripts.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Shard_without_a_plate_is_0()
    {
        WriteManifest(1);

        Assert.Equal(0, Shard(1, 2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plate,figshare_id\n")]
    public void Manifest_that_lists_no_plate_is_2(string manifest)
    {
        _folder.Write("manifest.csv", manifest);

        Assert.Equal(2, Shard(0, 1));
        Assert.Equal(2, Verify());
        Assert.StartsWith("Nothing could be done: ", _scripts.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-1, 0)]
    public void Shard_that_does_not_exist_is_2_and_saves_nothing(int index, int count)
    {
        WriteManifest(1, 2);

        Assert.Equal(2, Shard(index, count));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.bin", SearchOption.AllDirectories));
    }

    [Fact]
    public void Missing_parameter_is_2_and_asks_nothing()
    {
        Assert.Equal(2, _scripts.Run("shard.ps1", "-Manifest", "manifest.csv"));
        Assert.Equal(2, _scripts.Run("verify.ps1", "-Manifest", "manifest.csv"));
    }

    private int Shard(int index, int count, params string[] more) => _scripts.Run("shard.ps1", [
        "-Manifest", _folder.PathOf("manifest.csv"), "-Destination", _folder.PathOf("plates"),
        "-ShardIndex", index.ToString(CultureInfo.InvariantCulture),
        "-ShardCount", count.ToString(CultureInfo.InvariantCulture), .. more]);

    private int Verify() => _scripts.Run(
        "verify.ps1", "-Manifest", _folder.PathOf("manifest.csv"), "-Destination", _folder.PathOf("plates"));

    // With a wrong MD5 for a file that does not exist.
    private void WriteManifest(params long[] ids) => _folder.Write("manifest.csv", string.Concat(
        ids.Select(id => $"{id},{id}.bin,10000,{_scripts.Figshare.Catalog.FindFile(id)?.Content.Md5 ?? new string('0', 32)}\n")
            .Prepend("file_id,file_name,length,md5\n")));
}
