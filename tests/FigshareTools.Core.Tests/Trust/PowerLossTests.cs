using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.PartialFiles;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Trust;

/// <summary>
/// Power losses at any operation of two runs, the second of which resumes and publishes the plate. What was not flushed is
/// lost, torn or there.
/// </summary>
public class PowerLossTests : TransferTest
{
    private const int MiB = 1 << 20;
    private const int Losses = 15;

    private readonly RecordingFileSystem _files = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 3)]
    [InlineData(4, 4)]
    public async Task A_final_name_is_the_plate_after_any_power_loss(int segmentCount, int seed)
    {
        var plate = PublishBytes(6 * MiB);
        var options = Options with { Files = _files, SegmentCount = segmentCount };
        // Flushes are due every 15 seconds.
        _files.OnWrite = () => Clock.Advance(TimeSpan.FromSeconds(2));
        var held = 2 * MiB / segmentCount;
        using (Figshare.Faults.HoldBodies(held))
        {
            using var run = StartSave(options, plate);
            // The bytes of one connection: the others may take each other for stalled, because the clock is fast.
            await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= held, Stop);
            run.Run.Cancel();
            await run.EndAsync(Stop);
        }

        await Figshare.Log.WaitForNoBodiesAsync(Stop);
        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(options, plate)).Result.Status);
        var saved = _files.Count;

        var random = new Random(seed);
        for (var loss = 0; loss < Losses; loss++)
        {
            await LosePowerAsync(plate, loss == 0 ? saved : random.Next(saved), random, isSaved: loss == 0);
        }
    }

    private async Task LosePowerAsync(FigsharePlate plate, int operations, Random random, bool isSaved)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "after")).FullName;
        _files.Rebuild(operations, random, folder);
        var target = Path.Combine(folder, plate.FileName!);
        Assert.True(File.Exists(target) || !isSaved);
        if (File.Exists(target))
        {
            Assert.Equal(plate.Md5, Digest.OfFile(target));
        }

        if (PartialState.Read(target + ".part-state") is { } state)
        {
            PartialFilesOnDisk.WriteJournal(
                target, state with { Writer = state.Writer with { Boot = "before the power loss" } });
        }

        var result = (await SaveAsync(Options with { Destination = folder }, plate)).Result;

        Assert.Equal(plate.Md5, Digest.OfFile(target));
        Assert.True(result.Verified == VerificationLevel.Md5 || result.Status == PlateStatus.Skipped);
        Assert.Equal([target], Directory.EnumerateFiles(folder).Where(path => path.EndsWith(".bin", StringComparison.Ordinal)));
        Assert.Empty(PartialFilesOnDisk.In(folder));
        Directory.Delete(folder, recursive: true);
    }
}
