using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>A run that computes the MD5s of files.</summary>
public sealed class HashRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly ConcurrentQueue<PlateEvent> _events = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_file_gives_its_MD5_with_the_row_of_the_caller()
    {
        var paths = Enumerable.Range(0, 12).Select(i => Put($"{i}.bin", new byte[i * 100_000])).ToList();

        await HashAsync([.. paths.Select(path => (new FigsharePlate { FileName = path }, path))]);

        Assert.Equal(
            paths.Select(path => (path, Digest.OfFile(path))).Order(),
            _events.Cast<PlateEvent.Completed>().Select(done => ((string)done.Row!, (string)done.Result)).Order());
    }

    [Fact]
    public async Task A_file_with_another_length_than_expected_is_not_hashed()
    {
        var path = Put("a.bin", new byte[50]);

        await HashAsync((new FigsharePlate { FileName = "a.bin", Length = 100 }, path));

        var failure = Assert.IsType<PlateEvent.Failed>(Assert.Single(_events));
        Assert.Equal((FigshareErrorId.LengthMismatch, path), (failure.Error.ErrorId, failure.Row));
        Assert.Equal(
            $"a.bin: '{path}' has 50 bytes instead of 100; save the plate again, or leave the row out.", failure.Error.Message);
    }

    [Theory]
    [InlineData("none.bin", "there is no file")]
    [InlineData("folder", "is a folder")]
    public async Task A_path_without_a_file_is_a_failure_of_its_row(string name, string cause)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));

        await HashAsync((new FigsharePlate { FileName = name }, Path.Combine(_folder, name)));

        var failure = Assert.IsType<PlateEvent.Failed>(Assert.Single(_events)).Error;
        Assert.Equal(FigshareErrorId.FileAccess, failure.ErrorId);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
    }

    private string Put(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task HashAsync(params (FigsharePlate Plate, string Path)[] files)
    {
        using var run = new HashRun(plateEvent =>
        {
            if (plateEvent is PlateEvent.Completed or PlateEvent.Failed)
            {
                _events.Enqueue(plateEvent);
            }
        });
        foreach (var (plate, path) in files)
        {
            Assert.True(run.TryAdd(plate, path, path));
        }

        run.Complete();
        await run.Ended.WaitAsync(TestContext.Current.CancellationToken);
    }
}
