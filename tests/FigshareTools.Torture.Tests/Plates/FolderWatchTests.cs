using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Torture.Plates;

namespace FigshareTools.Torture.Tests.Plates;

public sealed class FolderWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(Path.GetTempPath());
    private readonly TorturePlate _plate = PlateSet.CreateLarge(new Random(1), 1)[0];

    private string FilePath => Path.Combine(_folder.Path, _plate.Name);

    private byte[] Content
    {
        get
        {
            var bytes = new byte[_plate.Content.Length];
            Assert.Equal(bytes.Length, _plate.Content.Read(0, bytes));
            return bytes;
        }
    }

    [Fact]
    public async Task Wrong_file_is_reported_although_it_is_replaced_later()
    {
        using var watch = new FolderWatch(_folder.Path, [_plate]);
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.DifferenceFound += () => found.TrySetResult();
        var wrong = Content;
        wrong[^1] ^= 1;

        await File.WriteAllBytesAsync(FilePath + ".part", wrong, TestContext.Current.CancellationToken);
        File.Move(FilePath + ".part", FilePath);
        await found.Task.WaitAsync(TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(FilePath + ".part", Content, TestContext.Current.CancellationToken);
        File.Move(FilePath + ".part", FilePath, overwrite: true);

        Assert.Contains(
            $"under its final name, {_plate.Name} is wrong at byte {wrong.Length - 1} of {wrong.Length}", watch.FindDifferences());
    }

    [Fact]
    public void Right_file_is_not_reported()
    {
        using var watch = new FolderWatch(_folder.Path, [_plate]);

        File.WriteAllBytes(FilePath + ".part", Content);
        File.Move(FilePath + ".part", FilePath);

        Assert.Empty(watch.FindDifferences());
        Assert.Null(_plate.FindDifference(FilePath));
    }

    [Fact]
    public void Temporary_files_are_leftovers_and_the_verification_record_is_none()
    {
        foreach (var name in new[] { _plate.Name, _plate.Name + ".part", ".figsharetools-verified.jsonl" })
        {
            File.WriteAllBytes(Path.Combine(_folder.Path, name), []);
        }

        Assert.Equal([_plate.Name + ".part"], Leftovers.In(_folder.Path, [_plate]));
    }

    public void Dispose() => _folder.Dispose();
}
