using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.PartialFiles;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>What a later run makes of parts that an earlier one left.</summary>
public class SegmentResumeTests : SegmentTest
{
    private const int Length = 16 * MiB;

    private static readonly long[] s_left = [0, MiB, 4 * MiB, 5 * MiB, 8 * MiB, 9 * MiB, 12 * MiB, 13 * MiB];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(null)]
    public async Task Only_missing_ranges_are_downloaded(int? segmentCount)
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, Four);
        Assert.Equal(s_left, StateOf(plate).Written!);

        await ResumeAsync(plate, segmentCount, s_left);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task After_a_power_loss_only_flushed_ranges_are_trusted(int segmentCount)
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, Four);
        long[] flushed = [0, MiB, 8 * MiB, 17 * MiB / 2];
        Rewrite(plate, state => state with { System = "another start", Flushed = flushed });
        Overwrite(plate, 4 * MiB);
        Overwrite(plate, 9 * MiB - 100);

        await ResumeAsync(plate, segmentCount, flushed);
    }

    [Fact]
    public async Task A_torn_line_of_a_write_loses_only_that_write()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, Four);
        var journal = PartialPathOf(plate) + "-state";
        Rewrite(plate, state => state with { Written = [0, MiB, 4 * MiB, 5 * MiB] });
        File.AppendAllBytes(journal, StateOf(plate).ToWriteLine(12 * MiB, 13 * MiB)[..^9]);
        File.AppendAllBytes(journal, StateOf(plate).ToWriteLine(8 * MiB, 9 * MiB));

        await ResumeAsync(plate, 1, [0, MiB, 4 * MiB, 5 * MiB, 8 * MiB, 9 * MiB]);
    }

    [Fact]
    public async Task Writes_of_another_owner_do_not_count()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, Four);
        File.AppendAllBytes(
            PartialPathOf(plate) + "-state", (StateOf(plate) with { Owner = Guid.NewGuid() }).ToWriteLine(5 * MiB, 8 * MiB));

        await ResumeAsync(plate, 1, s_left);
    }

    [Fact]
    public async Task Ranges_behind_the_end_of_the_partial_file_do_not_count()
    {
        var plate = PublishBytes(Length);
        await InterruptAsync(plate, Four);
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
        await InterruptAsync(plate, Four);
        await InterruptAsync(plate, Options with { SegmentCount = 1 }, bodies: 1);
        await InterruptAsync(plate, Options with { SegmentCount = 2 }, bytes: MiB / 2, bodies: 2);

        var written = ByteRangeSet.FromPairs(StateOf(plate).Written);
        Assert.Equal(6 * MiB, written.Total);
        await ResumeAsync(plate, 4, written.ToPairs());
    }

    [Fact]
    public async Task A_killed_run_keeps_its_recorded_writes()
    {
        var plate = PublishBytes(Length);
        using var hold = Figshare.Faults.HoldBodies(MiB / 2);
        var saving = SaveAsync(Four, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);

        // Each connection waits for more, and has recorded all but some hundred KiB of its bytes.
        await UntilAsync(() => File.Exists(PartialPathOf(plate) + "-state")
            && StateOf(plate).Written is { Length: 8 } written
            && ByteRangeSet.FromPairs(written).Total >= 4 * (MiB / 4));
        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await saving).Result.Verified);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_file_that_grew_on_the_server_is_downloaded_to_its_new_end(int segmentCount)
    {
        var plate = PublishBytes(Length);
        var row = plate with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.NotFound() with { Times = int.MaxValue });
        await InterruptAsync(row, Options with { SegmentCount = 1 }, bodies: 1);
        Assert.Equal(Length, StateOf(plate).Length);
        var grown = SimulatedContent.Pattern(20 * MiB, seed: 77);
        Publish(grown);

        Assert.Equal(PlateStatus.Downloaded,
            (await SaveAsync(Options with { SegmentCount = segmentCount }, row)).Result.Status);

        AssertSaved(plate with { Md5 = grown.Md5 });
    }

    /// <summary>Saves a plate of which these ranges are here: none of them is asked for.</summary>
    private async Task ResumeAsync(FigsharePlate plate, int? segmentCount, long[] here)
    {
        Figshare.Log.Clear();

        var result = (await SaveAsync(Options with { SegmentCount = segmentCount }, plate)).Result;

        AssertSaved(plate);
        Assert.Equal((PlateStatus.Resumed, VerificationLevel.Md5), (result.Status, result.Verified));
        var known = ByteRangeSet.FromPairs(here);
        foreach (var request in StorageRequests)
        {
            var (from, to) = RangeOf(request, Length);
            var asked = new ByteRangeSet();
            asked.Add(from, to);
            Array.ForEach([.. known.MissingOf(Length)], gap => asked.Add(gap.Start, gap.End));
            Assert.Equal(Length - known.Total, asked.Total);
        }

        if (segmentCount is 1 or null)
        {
            Assert.Equal(Length - known.Total, Figshare.Log.BodyBytesSent());
        }
    }

    private void Rewrite(FigsharePlate plate, Func<PartialState, PartialState> change) =>
        change(StateOf(plate)).Create(PartialPathOf(plate) + "-state");

    private void Overwrite(FigsharePlate plate, int at)
    {
        using var file = new FileStream(PartialPathOf(plate), FileMode.Open, FileAccess.Write);
        file.Position = at;
        file.Write("not what was downloaded"u8);
    }
}
