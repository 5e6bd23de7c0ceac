using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Resuming;

/// <summary>Partial files of earlier runs: which bytes a run keeps, and which bytes it downloads again.</summary>
public class ResumeTests : TransferTest
{
    private const int MiB = 1 << 20;

    [Fact]
    public async Task The_partial_file_of_an_earlier_run_is_resumed()
    {
        var plate = PublishBytes(4 * MiB);
        await InterruptAsync(plate, 3 * MiB);

        var result = (await SaveAsync(plate)).Result;

        AssertSaved(plate);
        Assert.Equal(PlateStatus.Resumed, result.Status);
        Assert.Equal(4 * MiB, Figshare.Log.BodyBytesSent(plate.FileId));
    }

    [Fact]
    public async Task After_a_power_loss_only_flushed_bytes_are_trusted()
    {
        var plate = PublishBytes(4 * MiB);
        await InterruptAsync(plate, 3 * MiB);
        RewriteJournal(plate, state => state with
        {
            Writer = state.Writer with { Boot = "another boot" }, Flushed = [0, MiB],
        });
        Overwrite(PartialPathOf(plate), at: 2 * MiB);

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Equal(3 * MiB + 3 * MiB, Figshare.Log.BodyBytesSent(plate.FileId));
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("garbage")]
    [InlineData("gone")]
    [InlineData("other file")]
    [InlineData("other length")]
    [InlineData("other md5")]
    public async Task A_journal_of_another_plate_starts_over(string damage)
    {
        var plate = PublishBytes(4 * MiB);
        await InterruptAsync(plate, 2 * MiB);
        var journal = JournalPathOf(plate);
        switch (damage)
        {
            case "torn":
                File.WriteAllBytes(journal, File.ReadAllBytes(journal)[..40]);
                break;
            case "garbage":
                File.WriteAllText(journal, "no journal of ours");
                break;
            case "gone":
                File.Delete(journal);
                break;
            case "other file":
                RewriteJournal(plate, state => state with { FileId = 999 });
                break;
            case "other length":
                RewriteJournal(plate, state => state with { Length = 5 });
                break;
            default:
                RewriteJournal(plate, state => state with { Md5 = new string('0', 32) });
                break;
        }

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Equal(6 * MiB, Figshare.Log.BodyBytesSent(plate.FileId));
    }

    [Fact]
    public async Task A_torn_last_line_of_the_journal_loses_only_itself()
    {
        var plate = PublishBytes(4 * MiB);
        await InterruptAsync(plate, 2 * MiB);
        File.AppendAllText(JournalPathOf(plate), "\n0123abcd {\"FileId\":1");

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task A_file_that_changed_on_the_server_starts_over()
    {
        var plate = PublishBytes(4 * MiB) with { Md5 = null };
        await InterruptAsync(plate, 2 * MiB);
        var changed = SimulatedContent.Pattern(4 * MiB, seed: 77);
        Publish(changed);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        Assert.Equal(changed.Md5, Digest.OfFile(PathOf(plate)));
    }

    [Fact]
    public async Task Damage_of_a_partial_file_is_found_by_the_MD5_and_repaired()
    {
        var plate = PublishBytes(4 * MiB);
        await InterruptAsync(plate, 2 * MiB);
        Overwrite(PartialPathOf(plate), at: 1000);

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
    }

    [Fact]
    public async Task A_complete_partial_file_needs_no_request()
    {
        var plate = PublishBytes(MiB);
        await InterruptAsync(plate, MiB / 2);
        File.WriteAllBytes(PartialPathOf(plate), ReadAll(SimulatedContent.Pattern(MiB, (int)plate.FileId)));
        Figshare.Log.Clear();

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task A_partial_file_that_is_complete_takes_one_request()
    {
        var plate = PublishBytes(MiB) with { Length = null, Md5 = null };
        await InterruptAsync(plate, MiB / 2);
        File.WriteAllBytes(PartialPathOf(plate), ReadAll(SimulatedContent.Pattern(MiB, (int)plate.FileId)));
        RewriteJournal(plate, state => state with { Length = null });

        Assert.Equal(PlateStatus.Resumed, (await SaveAsync(plate)).Result.Status);

        Assert.Equal(416, Figshare.Log.Snapshot()[^1].Status);
    }

    [Fact]
    public async Task A_run_gives_up_after_ten_minutes_without_a_sign_of_life()
    {
        var plate = PublishBytes(2 * MiB);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: MiB);
        var first = SaveAsync(plate);
        await Figshare.Log.WaitForBodyBytesAsync(plate.FileId, MiB, Stop);

        var second = (await SaveAsync(plate)).Failure;
        hold.Release();

        Assert.Equal(FigshareErrorId.PlateInUse, second.ErrorId);
        Assert.Contains("and has done nothing for 10 minutes", second.Message, StringComparison.Ordinal);
        Assert.Equal(PlateStatus.Downloaded, (await first).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task A_live_writer_on_another_machine_is_waited_for()
    {
        var plate = PublishBytes(2 * MiB);
        await InterruptAsync(plate, MiB);
        RewriteJournal(plate, state => state with
        {
            Writer = state.Writer with { Boot = "another boot", Machine = "another-machine" },
        });
        File.SetLastWriteTimeUtc(JournalPathOf(plate), Clock.GetUtcNow().UtcDateTime.AddSeconds(-30));

        var outcome = await SaveAsync(plate);

        // No heartbeat comes, so that it counts as silent after three minutes.
        Assert.Equal(VerificationLevel.Md5, outcome.Result.Verified);
        var wait = Assert.Single(outcome.Events.OfType<PlateEvent.Reported>().Select(e => e.WorkEvent).OfType<WorkEvent.Waiting>());
        Assert.Equal("waiting 10 min: another-machine is saving it", wait.Describe());
        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 15], Clock.Waits.Select(time => time.TotalSeconds));
    }

    [Fact]
    public async Task A_run_that_lost_its_partial_file_publishes_nothing()
    {
        var plate = PublishBytes(2 * MiB);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: MiB);
        using var run = StartSave(Options, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= MiB, Stop);

        RewriteJournal(plate, state => state with { Writer = PartialFilesOnDisk.EndedWriter() });
        hold.Release();

        Assert.Equal(FigshareErrorId.PlateInUse, (await run.EndAsync(Stop)).Failure.ErrorId);
        Assert.False(File.Exists(PathOf(plate)));
    }

    /// <summary>Saves a plate, and cancels the run when a number of bytes are downloaded.</summary>
    private async Task InterruptAsync(FigsharePlate plate, int bytes)
    {
        Figshare.Faults.Add(Fault.Stall(bytes));
        using var run = StartSave(Options, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= bytes, Stop);
        run.Run.Cancel();
        await run.EndAsync(Stop);
        Assert.False(File.Exists(PathOf(plate)));
    }

    private void RewriteJournal(FigsharePlate plate, Func<PartialState, PartialState> change) =>
        PartialFilesOnDisk.RewriteJournal(PathOf(plate), change);

    private static void Overwrite(string path, int at)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = at;
        file.Write("not what was downloaded"u8);
    }

    private static byte[] ReadAll(SimulatedContent content)
    {
        var bytes = new byte[content.Length];
        for (var at = 0; at < bytes.Length;)
        {
            at += content.Read(at, bytes.AsSpan(at));
        }

        return bytes;
    }
}
