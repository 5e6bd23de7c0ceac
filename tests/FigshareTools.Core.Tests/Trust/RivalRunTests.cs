using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Trust;

/// <summary>Two runs that save the same plate.</summary>
public class RivalRunTests : TransferTest
{
    private const int MiB = 1 << 20;

    private static readonly Func<WriterIdentity, WriterIdentity> s_elsewhere =
        writer => writer with { Machine = "another-machine", Boot = "another boot" };

    /// <summary>
    /// The writer of the first run is suspended on another machine, as far as the second run can see. It wakes up after the
    /// second run has published the plate.
    /// </summary>
    [Fact]
    public async Task A_run_that_wakes_up_does_not_write_into_the_published_plate()
    {
        var plate = PublishBytes(4 * MiB);
        Figshare.Faults.Add(Fault.Stall(2 * MiB));
        using var first = StartSave(Options with { Files = new FaultyFileSystem { HasNoLocks = true } }, plate);
        await first.WaitForProgressAsync(progress => progress.DownloadedBytes >= 2 * MiB, Stop);
        PartialFilesOnDisk.RewriteJournal(PathOf(plate), state => state with
        {
            Writer = s_elsewhere(state.Writer), Flushed = [0, MiB],
        });
        SetHeartbeat(plate, TimeSpan.FromMinutes(-10));
        var second = (await SaveAsync(plate)).Result;

        Figshare.Faults.Add(Fault.WrongBytes(3 * MiB) with { Times = int.MaxValue });
        await Clock.ExpireStallTimersAsync(Stop);
        var late = (await first.EndAsync(Stop)).Failure;

        Assert.Equal(VerificationLevel.Md5, second.Verified);
        Assert.Equal(FigshareErrorId.Md5Mismatch, late.ErrorId);
        AssertSaved(plate);
    }

    [Fact]
    public async Task What_a_silent_machine_left_is_copied_and_not_written_to()
    {
        var plate = PublishBytes(4 * MiB);
        var old = Leave(plate, 2 * MiB, state => state with { Writer = s_elsewhere(state.Writer), Flushed = [0, 2 * MiB] });
        SetHeartbeat(plate, TimeSpan.FromMinutes(-10));
        using var open = new FileStream(old, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);
        open.Position = MiB;
        open.Write("late bytes of the silent writer"u8);

        AssertSaved(plate);
        Assert.Equal(2 * MiB, Figshare.Log.BodyBytesSent(plate.FileId));
    }

    [Fact]
    public async Task A_heartbeat_from_the_future_does_not_block_the_plate()
    {
        var plate = PublishBytes(4 * MiB);
        Leave(plate, 2 * MiB, state => state with { Writer = s_elsewhere(state.Writer), Flushed = [0, 2 * MiB] });
        SetHeartbeat(plate, TimeSpan.FromDays(1));

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task Of_two_claims_of_what_a_dead_writer_left_one_succeeds()
    {
        var plate = PublishBytes(4 * MiB);
        Leave(plate, 2 * MiB, state => state);
        var opener = new PartialFileOpener(LocalFileSystem.Instance, Clock);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await opener.OpenAsync(PathOf(plate), plate, keepsNothing: false, Stop);
            }
            catch (EngineException failure)
            {
                Assert.Equal(FigshareErrorId.PlateInUse, failure.ErrorId);
                return null;
            }
        })));

        var partial = Assert.Single(claims.OfType<PartialFile>());
        Assert.Equal(2 * MiB, partial.ResumedBytes);
        await partial.DisposeAsync();
        Assert.Equal(2, PartialFilesOnDisk.In(Folder).Length);
    }

    [Fact]
    public async Task A_plate_that_another_run_published_meanwhile_is_skipped()
    {
        var plate = PublishBytes(4 * MiB);
        var bytes = new byte[4 * MiB];
        SimulatedContent.Pattern(4 * MiB, (int)plate.FileId).Read(0, bytes);
        var files = new FaultyFileSystem { OnCreate = _ => File.WriteAllBytes(PathOf(plate), bytes) };

        var result = (await SaveAsync(Options with { Files = files, Checksum = true }, plate)).Result;

        Assert.Equal((PlateStatus.Skipped, VerificationLevel.Md5), (result.Status, result.Verified));
        Assert.Empty(Figshare.Log.Snapshot());
        AssertSaved(plate);
    }

    [Fact]
    public async Task Small_plates_of_two_runs_have_files_of_their_own()
    {
        var plate = PublishBytes(100_000);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 50_000);
        using var first = StartSave(Options, plate);
        using var second = StartSave(Options, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(2, Stop);

        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await first.EndAsync(Stop)).Result.Verified);
        Assert.Equal(VerificationLevel.Md5, (await second.EndAsync(Stop)).Result.Verified);
        AssertSaved(plate);
    }

    private string Leave(FigsharePlate plate, int length, Func<PartialState, PartialState> change)
    {
        var bytes = new byte[length];
        SimulatedContent.Pattern((int)plate.Length!.Value, (int)plate.FileId).Read(0, bytes);
        PartialFilesOnDisk.Leave(PathOf(plate), bytes, state => change(state with
        {
            FileId = plate.FileId, Length = plate.Length, Md5 = plate.Md5,
        }));
        return PartialPathOf(plate);
    }

    private void SetHeartbeat(FigsharePlate plate, TimeSpan offset) =>
        File.SetLastWriteTimeUtc(JournalPathOf(plate), (Clock.GetUtcNow() + offset).UtcDateTime);
}
