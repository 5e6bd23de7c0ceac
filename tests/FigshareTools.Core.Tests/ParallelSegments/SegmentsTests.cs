using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.ParallelSegments;

/// <summary>Plates that are downloaded over several connections.</summary>
public class SegmentsTests : SegmentTest
{
    [Fact]
    public async Task Four_connections_download_four_segments_at_once()
    {
        var plate = PublishBytes(16 * MiB);
        using var hold = Figshare.Faults.HoldBodies(1000);

        var saving = SaveAsync(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);
        Assert.Equal(
            [(0, 4 * MiB), (4 * MiB, 8 * MiB), (8 * MiB, 12 * MiB), (12 * MiB, 16 * MiB)],
            StorageRequests.Select(request => RangeOf(request, 16 * MiB)).Order());
        hold.Release();
        var result = (await saving).Result;

        AssertSaved(plate);
        Assert.Equal((PlateStatus.Downloaded, VerificationLevel.Md5), (result.Status, result.Verified));
        Assert.All(StorageRequests, request => Assert.Equal(206, request.Status));
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Redirect));
        // An idle connection takes half of what another connection has left. At most the bytes in transit arrive twice.
        Assert.InRange(Figshare.Log.BodyBytesSent(), 16 * MiB, 32 * MiB);
        Assert.InRange(StorageRequests.Count, 4, 16);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(null, 16)]
    [InlineData(16, 1)]
    public async Task One_connection_is_one_request(int? segmentCount, int length)
    {
        var plates = Enumerable.Range(1, 3).Select(id => PublishBytes(length * MiB, id)).ToList();

        var outcome = await SaveAsync(Options with { SegmentCount = segmentCount }, plates);

        Assert.Empty(outcome.Failures);
        plates.ForEach(AssertSaved);
        Assert.Equal(3, StorageRequests.Count);
        Assert.Equal(3 * length * MiB, Figshare.Log.BodyBytesSent());
    }

    /// <summary>The first plate gets all sixteen. Its connections end when the other plates need their places.</summary>
    [Theory]
    [InlineData(3, 16)]
    [InlineData(8, 16)]
    [InlineData(18, 18)]
    public async Task All_plates_together_have_at_most_sixteen_connections(int plateCount, int connections)
    {
        var plates = Enumerable.Range(1, plateCount).Select(id => PublishBytes(16 * MiB, id)).ToList();
        using var hold = Figshare.Faults.HoldBodies();
        using var run = StartSave(Options with { SegmentCount = 16, ThrottleLimit = plateCount }, plates[0]);
        await Figshare.Log.WaitForExactBodiesAsync(16, files: 1, Stop);

        Assert.All(plates.Skip(1), plate => Assert.True(run.Run.TryAdd(plate)));
        await Figshare.Log.WaitForExactBodiesAsync(connections, plateCount, Stop);
        hold.Release();

        Assert.Empty((await run.EndAsync(Stop)).Failures);
        plates.ForEach(AssertSaved);
    }

    [Fact]
    public async Task Segments_share_a_presigned_URL_while_it_is_fresh()
    {
        var plate = PublishBytes(40 * MiB);

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.True(StorageRequests.Count > 4);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plate_of_unknown_length_is_divided_after_the_first_response(bool statesLength)
    {
        var plate = PublishBytes(16 * MiB);
        Figshare.Faults.Add(Fault.NotFound());
        if (!statesLength)
        {
            Figshare.Faults.Add(Fault.NoContentLength() with { Times = int.MaxValue });
        }

        var result = (await SaveAsync(FourConnections, plate with { Length = null, Md5 = null })).Result;

        AssertSaved(plate);
        Assert.Equal(VerificationLevel.None, result.Verified);
        Assert.Equal(!statesLength, StorageRequests.Count == 1);
    }

    [Theory]
    [InlineData(16 * MiB + 1)]
    [InlineData(5 * MiB)]
    [InlineData(0)]
    public async Task A_wrong_length_in_the_row_is_an_error_and_leaves_no_file(int length)
    {
        var plate = PublishBytes(16 * MiB) with { Length = length, Md5 = null };

        Assert.Equal(FigshareErrorId.LengthMismatch, (await SaveAsync(FourConnections, plate)).Failure.ErrorId);

        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact]
    public async Task An_empty_plate_with_length_zero_is_saved()
    {
        var plate = PublishBytes(0);

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task Force_downloads_all_segments_again()
    {
        var plate = PublishBytes(16 * MiB);
        await SaveAsync(FourConnections, plate);
        Figshare.Log.Clear();

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(FourConnections with { Force = true }, plate)).Result.Status);

        AssertSaved(plate);
        Assert.True(Figshare.Log.BodyBytesSent() >= 16 * MiB);
    }

    [Fact]
    public async Task A_wrong_MD5_is_downloaded_once_more_and_then_an_error()
    {
        var plate = PublishBytes(16 * MiB) with { Md5 = new string('0', 32) };

        Assert.Equal(FigshareErrorId.Md5Mismatch, (await SaveAsync(FourConnections, plate)).Failure.ErrorId);

        Assert.Empty(Directory.EnumerateFiles(Folder));
        Assert.True(Figshare.Log.BodyBytesSent() >= 32 * MiB);
    }

    [Fact]
    public async Task Wrong_bytes_in_one_segment_are_repaired_by_the_second_download()
    {
        var plate = PublishBytes(16 * MiB);
        using var hold = Figshare.Faults.HoldBodies(1000);
        var wrong = Figshare.Faults.Add(Fault.WrongBytes(13 * MiB) with { Times = 4 });

        var saving = SaveAsync(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);
        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await saving).Result.Verified);
        AssertSaved(plate);
        Assert.True(wrong.IsSpent);
    }
}
