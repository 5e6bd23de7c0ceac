using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.PartialFiles;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Resuming;

/// <summary>Partial files with gaps, which an earlier run with several connections left.</summary>
public class SegmentResumeTests : SegmentTest
{
    private const int Length = 16 * MiB;

    private static readonly long[] s_written = [0, MiB, 4 * MiB, 5 * MiB, 8 * MiB, 9 * MiB, 12 * MiB, 13 * MiB];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(null)]
    public async Task Only_missing_ranges_are_downloaded(int? segmentCount)
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        Assert.Equal(s_written, StateOf(plate).Written!);

        await ResumeAsync(plate, segmentCount, s_written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task After_a_power_loss_only_flushed_ranges_are_trusted(int segmentCount)
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        long[] flushed = [0, MiB, 8 * MiB, 17 * MiB / 2];
        RewriteJournal(plate, state => state with { Writer = state.Writer with { Boot = "another boot" }, Flushed = flushed });
        Overwrite(plate, 4 * MiB);
        Overwrite(plate, 9 * MiB - 100);

        await ResumeAsync(plate, segmentCount, flushed);
    }

    [Fact]
    public async Task A_torn_line_of_a_write_loses_only_that_write()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        var journal = JournalPathOf(plate);
        RewriteJournal(plate, state => state with { Written = [0, MiB, 4 * MiB, 5 * MiB] });
        File.AppendAllBytes(journal, PartialFilesOnDisk.WriteLine(StateOf(plate).Writer, 12 * MiB, 13 * MiB)[..^9]);
        File.AppendAllBytes(journal, PartialFilesOnDisk.WriteLine(StateOf(plate).Writer, 8 * MiB, 9 * MiB));

        await ResumeAsync(plate, 1, [0, MiB, 4 * MiB, 5 * MiB, 8 * MiB, 9 * MiB]);
    }

    [Fact]
    public async Task Writes_of_another_owner_do_not_count()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        File.AppendAllBytes(
            JournalPathOf(plate),
            PartialFilesOnDisk.WriteLine(PartialFilesOnDisk.EndedWriter(), 5 * MiB, 8 * MiB));

        await ResumeAsync(plate, 1, s_written);
    }

    [Fact]
    public async Task Ranges_behind_the_end_of_the_partial_file_do_not_count()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        using (var file = new FileStream(PartialPathOf(plate), FileMode.Open))
        {
            file.SetLength(17 * MiB / 2);
        }

        await ResumeAsync(plate, 4, [0, MiB, 4 * MiB, 5 * MiB, 8 * MiB, 17 * MiB / 2]);
    }

    [Fact]
    public async Task A_download_survives_repeated_interruptions()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, FourConnections);
        await InterruptAsync(plate, Options with { SegmentCount = 1 }, connections: 1);
        await InterruptAsync(plate, Options with { SegmentCount = 2 }, bytesPerConnection: MiB / 2, connections: 2);

        var written = ByteRangeSet.FromPairs(StateOf(plate).Written);
        Assert.Equal(6 * MiB, written.Total);
        await ResumeAsync(plate, 4, written.ToPairs());
    }

    [Fact]
    public async Task A_killed_run_keeps_its_recorded_writes()
    {
        var plate = PublishBytes(Length);
        using var hold = Figshare.Faults.HoldBodies(MiB / 2);
        using var run = StartSave(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);

        // Each connection has downloaded 512 KiB, and recorded all but the last 256 KiB of them.
        await run.WaitForProgressAsync(
            _ => PartialState.Read(JournalPathOf(plate))?.Written is { Length: 8 } written
                && ByteRangeSet.FromPairs(written).Total >= 4 * (MiB / 4),
            Stop);
        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await run.EndAsync(Stop)).Result.Verified);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_file_that_grew_on_the_server_is_downloaded_to_its_new_end(int segmentCount)
    {
        var plate = PublishBytes(Length);
        var row = plate with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.NotFound() with { Times = int.MaxValue });
        await InterruptAsync(row, Options with { SegmentCount = 1 }, connections: 1);
        Assert.Equal(Length, StateOf(plate).Length);
        var grown = SimulatedContent.Pattern(20 * MiB, seed: 77);
        Publish(grown);

        Assert.Equal(PlateStatus.Downloaded,
            (await SaveAsync(Options with { SegmentCount = segmentCount }, row)).Result.Status);

        AssertSaved(plate with { Md5 = grown.Md5 });
    }

    /// <summary>Resumes a plate, and checks that none of the ranges that are on disk is requested.</summary>
    private async Task ResumeAsync(FigsharePlate plate, int? segmentCount, long[] onDisk)
    {
        Figshare.Log.Clear();

        var result = (await SaveAsync(Options with { SegmentCount = segmentCount }, plate)).Result;

        AssertSaved(plate);
        Assert.Equal((PlateStatus.Resumed, VerificationLevel.Md5), (result.Status, result.Verified));
        var present = ByteRangeSet.FromPairs(onDisk);
        foreach (var request in StorageRequests)
        {
            // A request adds nothing to the missing ranges if it is within one of them.
            var (start, end) = RangeOf(request, Length);
            var union = new ByteRangeSet();
            union.Add(start, end);
            Array.ForEach([.. present.MissingOf(Length)], gap => union.Add(gap.Start, gap.End));
            Assert.Equal(Length - present.Total, union.Total);
        }

        if (segmentCount is 1 or null)
        {
            Assert.Equal(Length - present.Total, Figshare.Log.BodyBytesSent());
        }
    }

    private void RewriteJournal(FigsharePlate plate, Func<PartialState, PartialState> change) =>
        PartialFilesOnDisk.RewriteJournal(PathOf(plate), change);

    private void Overwrite(FigsharePlate plate, int at)
    {
        using var file = new FileStream(PartialPathOf(plate), FileMode.Open, FileAccess.Write);
        file.Position = at;
        file.Write("not what was downloaded"u8);
    }
}
