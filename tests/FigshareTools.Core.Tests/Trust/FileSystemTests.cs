using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Trust;

/// <summary>File systems that fail: each failure is one clear error of its plate, and what is good is kept.</summary>
public class FileSystemTests : TransferTest
{
    private const int MiB = 1 << 20;
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int Broken = 5;

    private readonly FaultyFileSystem _files = new();

    private SaveOptions Faulty => Options with { Files = _files };

    [Theory]
    [InlineData(NoSpace, FigshareErrorId.DiskFull)]
    [InlineData(OverQuota, FigshareErrorId.DiskFull)]
    [InlineData(Broken, FigshareErrorId.FileAccess)]
    public async Task Bytes_before_a_failed_write_are_kept(int error, FigshareErrorId expected)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "The numbers are those of Linux.");
        var plate = PublishBytes(4 * MiB);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 2 * MiB);
        using var run = StartSave(Faulty, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= 2 * MiB, Stop);
        _files.WriteFailure = new IOException("the write failed", error);
        hold.Release();

        Assert.Equal(expected, (await run.EndAsync(Stop)).Failure.ErrorId);

        _files.WriteFailure = null;
        await Figshare.Log.WaitForNoBodiesAsync(Stop);
        Figshare.Log.Clear();
        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(Faulty, plate)).Result.Status);
        Assert.Equal(2 * MiB, Figshare.Log.BodyBytesSent(plate.FileId));
        AssertSaved(plate);
    }

    [Fact]
    public async Task After_a_failed_flush_nothing_of_the_plate_is_kept()
    {
        var plate = PublishBytes(4 * MiB);
        _files.FlushFailure = new IOException("the disk lost bytes", Broken);

        var failure = (await SaveAsync(Faulty, plate)).Failure;

        Assert.Equal(FigshareErrorId.FileAccess, failure.ErrorId);
        Assert.Contains("the disk lost bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder));

        _files.FlushFailure = null;
        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Faulty, plate)).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task Bytes_are_written_out_before_a_flush_is_due()
    {
        var plate = PublishBytes(40 * MiB);
        var ends = new ConcurrentQueue<long>();
        _files.OnWriteOut = ends.Enqueue;

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Faulty, plate)).Result.Status);

        Assert.InRange(ends.Min(), 16 * MiB, 40 * MiB);
        AssertSaved(plate);
    }

    [Fact]
    public async Task After_a_failed_write_out_nothing_of_the_plate_is_kept()
    {
        var plate = PublishBytes(40 * MiB);
        _files.WriteOutFailure = new IOException("the disk lost bytes", Broken);

        var failure = (await SaveAsync(Faulty, plate)).Failure;

        Assert.Equal(FigshareErrorId.FileAccess, failure.ErrorId);
        Assert.Contains("the disk lost bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact]
    public async Task A_download_does_not_wait_for_a_flush_of_its_journal()
    {
        var plate = PublishBytes(4 * MiB);
        _files.JournalFlushFailure = new IOException("the journal was flushed", Broken);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Faulty, plate)).Result.Status);

        AssertSaved(plate);
    }

    [Fact]
    public async Task A_plate_is_saved_only_when_its_name_is_on_the_disk()
    {
        var plate = PublishBytes(4 * MiB);
        _files.FolderFailure = new IOException("the folder cannot be flushed", Broken);

        Assert.Equal(FigshareErrorId.FileAccess, (await SaveAsync(Faulty, plate)).Failure.ErrorId);

        _files.FolderFailure = null;
        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(Faulty, plate)).Result.Status);
    }

    [Fact]
    public async Task A_failed_takeover_keeps_the_partial_file()
    {
        var plate = PublishBytes(4 * MiB);
        var bytes = new byte[3 * MiB];
        SimulatedContent.Pattern(4 * MiB, (int)plate.FileId).Read(0, bytes);
        PartialFilesOnDisk.Leave(PathOf(plate), bytes, state => state with { FileId = plate.FileId, Length = plate.Length });
        _files.CreateFailure = new IOException("no space for a journal", NoSpace);

        Assert.NotEmpty((await SaveAsync(Faulty, plate)).Failures);

        _files.CreateFailure = null;
        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(Faulty, plate)).Result.Status);
        Assert.Equal(MiB, Figshare.Log.BodyBytesSent(plate.FileId));
        AssertSaved(plate);
    }

    [Fact]
    public async Task A_folder_that_is_deleted_meanwhile_is_named_as_the_cause()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not delete a folder with open files.");
        var plate = PublishBytes(4 * MiB) with { FileName = "below/plate.bin" };
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 2 * MiB);
        using var run = StartSave(Options, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= 2 * MiB, Stop);
        Directory.Delete(Path.Combine(Folder, "below"), recursive: true);
        hold.Release();

        var failure = (await run.EndAsync(Stop)).Failure;

        Assert.Equal(FigshareErrorId.FileAccess, failure.ErrorId);
        Assert.Contains("was deleted or moved", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_255_bytes_is_saved_and_resumed()
    {
        var plate = PublishBytes(4 * MiB) with { FileName = new string('n', 251) + ".bin" };
        using (var hold = Figshare.Faults.HoldBodies(afterBytes: 2 * MiB))
        {
            using var run = StartSave(Options, plate);
            await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= 2 * MiB, Stop);
            run.Run.Cancel();
            await run.EndAsync(Stop);
        }

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);
        Assert.Equal(
            [PathOf(plate)],
            Directory.EnumerateFiles(Folder).Where(path => !path.EndsWith(".jsonl", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_longer_name_is_refused_before_the_download()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows counts characters.");
        var plate = PublishBytes(4 * MiB) with { FileName = new string('é', 128) };

        var failure = (await SaveAsync(plate)).Failure;

        Assert.Equal(FigshareErrorId.InvalidFileName, failure.ErrorId);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Abandoned_file_that_cannot_be_deleted_keeps_no_other(int undeletable)
    {
        var plate = PublishBytes(1000);
        string[] abandoned =
            [.. Enumerable.Range(0, 2).Select(_ => PartialPath.OfFile(PathOf(plate), PartialFilesOnDisk.EndedWriter().Id))];
        Array.ForEach(abandoned, path => File.WriteAllBytes(path, [1]));
        _files.UndeletableFile = abandoned[undeletable];

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Faulty, plate)).Result.Status);

        Assert.False(File.Exists(abandoned[1 - undeletable]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)] // what a killed process has downloaded of a newer content
    public async Task Partial_file_beside_a_published_plate_stays_if_it_has_bytes(int bytes, int files)
    {
        var plate = PublishBytes(1000);
        await SaveAsync(plate);
        PartialFilesOnDisk.Leave(PathOf(plate), new byte[bytes], state => state with { FileId = plate.FileId });

        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(plate)).Result.Status);

        Assert.Equal(files, Directory.EnumerateFiles(Folder, "*.part*").Count());
    }

    [Fact]
    public async Task Abandoned_files_of_a_killed_process_are_deleted()
    {
        var plate = PublishBytes(1000);
        var killed = PartialPath.OfFile(PathOf(plate), PartialFilesOnDisk.EndedWriter().Id);
        var alive = WriterIdentity.Register();
        var kept = PartialPath.OfFile(PathOf(plate), alive.Id);
        File.WriteAllBytes(killed, [1]);
        File.WriteAllBytes(kept, [1]);
        var resumable = Path.Combine(Folder, "other.bin");
        PartialFilesOnDisk.Leave(resumable, [1], state => state);

        await SaveAsync(plate);
        alive.Unregister();

        Assert.False(File.Exists(killed));
        Assert.True(File.Exists(kept));
        Assert.True(File.Exists(PartialFilesOnDisk.PathOf(resumable)));
    }
}
