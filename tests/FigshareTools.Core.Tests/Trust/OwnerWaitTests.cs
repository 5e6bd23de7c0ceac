using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Trust;

/// <summary>A run whose plates another run has: it takes them last, and waits for the other run.</summary>
public class OwnerWaitTests : TransferTest
{
    private const int MiB = 1 << 20;

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(true, 0, "Wait")]
    [InlineData(true, 599, "Wait")]
    [InlineData(true, 600, "GiveUp")]
    [InlineData(false, 0, "Retry")]
    [InlineData(false, 600, "GiveUp")] // the file is locked, and nothing says by what
    public void Run_waits_as_long_as_the_other_one_lives(bool isAlive, int silence, string action) => Assert.Equal(
        Enum.Parse<OwnerWaitAction>(action),
        OwnerWaitPolicy.Decide(new OwnerSigns(isAlive, "writer", null, null), TimeSpan.FromSeconds(silence)));

    [Fact]
    public async Task Plates_of_another_run_are_taken_last_and_skipped_when_published()
    {
        var (shared, other) = (PublishBytes(2 * MiB), PublishBytes(fileId: 101));
        using var hold = Figshare.Faults.HoldBodies(afterBytes: MiB);
        using var first = StartSave(Options, shared);
        await Figshare.Log.WaitForBodyBytesAsync(shared.FileId, MiB, Stop);
        using var second = StartSave(Options with { Clock = _clock, ThrottleLimit = 1 }, shared, other);
        second.Run.Complete();

        // The other plate does not wait for the shared one, although there is one slot.
        await second.WaitForResultsAsync(1, Stop);
        await second.WaitForProgressAsync(
            progress => progress is { InFlight: [{ Activity: PlateActivity.Waiting, Wait: not null }] }, Stop);
        hold.Release();
        Assert.Equal(PlateStatus.Downloaded, (await first.EndAsync(Stop)).Result.Status);
        _clock.Advance(TimeSpan.FromSeconds(15));

        var outcome = await second.EndAsync(Stop);
        Assert.Equal([PlateStatus.Downloaded, PlateStatus.Skipped], outcome.Results.Select(result => result.Status));
        AssertSaved(shared);
        Assert.Equal(2 * MiB, Figshare.Log.BodyBytesSent(shared.FileId));
    }

    [Fact]
    public async Task What_a_run_leaves_that_ends_meanwhile_is_resumed()
    {
        var plate = PublishBytes(4 * MiB);
        Figshare.Faults.Add(Fault.Stall(2 * MiB));
        using var first = StartSave(Options, plate);
        await first.WaitForProgressAsync(progress => progress.DownloadedBytes >= 2 * MiB, Stop);
        using var second = StartSave(Options with { Clock = _clock }, plate);
        second.Run.Complete();
        await second.WaitForProgressAsync(progress => progress is { InFlight: [{ Wait: not null }] }, Stop);

        first.Run.Cancel();
        await first.Run.Ended.WaitAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(PlateStatus.Resumed, (await second.EndAsync(Stop)).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task Many_plates_of_another_run_leave_workers_to_the_others()
    {
        var shared = Enumerable.Range(0, 12).Select(index => PublishBytes(MiB, 200 + index)).ToArray();
        foreach (var plate in shared)
        {
            var writer = WriterIdentity.Register();
            PartialFilesOnDisk.Leave(PathOf(plate), [], state => state with
            {
                FileId = plate.FileId, Length = plate.Length, Md5 = plate.Md5, Writer = writer,
            });
        }

        var other = PublishBytes(fileId: 101);
        using var run = StartSave(Options with { Clock = _clock, ThrottleLimit = 1 }, [.. shared, other]);
        run.Run.Complete();

        await run.WaitForResultsAsync(1, Stop);

        AssertSaved(other);
        run.Run.Cancel();
        await run.Run.Ended.WaitAsync(Stop);
    }
}
