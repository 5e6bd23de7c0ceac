using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.ParallelSegments;

/// <summary>Faults of single connections, of the shared presigned URL and of the server, while segments are downloaded.</summary>
public class SegmentFaultsTests : SegmentTest
{
    /// <summary>The clock of the storage. Presigned URLs expire when a test advances it.</summary>
    private readonly InstantClock _storageClock = new();

    protected override SimulatorOptions Simulation => new() { Clock = _storageClock };

    [Theory]
    [InlineData("reset", 0)]
    [InlineData("reset", 2)]
    [InlineData("close", 0)]
    [InlineData("close", 2)]
    [InlineData("short", 0)]
    [InlineData("short", 2)]
    [InlineData("drop", 0)]
    [InlineData("drop", 2)]
    public async Task A_broken_segment_downloads_only_its_missing_bytes_again(string kind, int connection)
    {
        var plate = PublishBytes(16 * MiB);
        var fault = Figshare.Faults.Add(kind switch
        {
            "reset" => Fault.Reset(MiB),
            "close" => Fault.Close(MiB),
            "short" => Fault.ShortBody(MiB),
            _ => Fault.Drop(FaultPoint.Storage),
        } with { Skip = connection });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(1, fault.Hits);
        Assert.InRange(Figshare.Log.BodyBytesSent(), 15 * MiB, 32 * MiB);
        Assert.InRange(StorageRequests.Count, 3, 20);
    }

    /// <summary>
    /// The waits of the bandwidth limit advance the clock, and no stall timer expires: the other connection takes the stalled
    /// segment over.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_stalled_segment_is_taken_over(int connection)
    {
        var plate = PublishBytes(16 * MiB);
        Figshare.Faults.Add(Fault.Stall(MiB) with { Skip = connection });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(
            Options with { SegmentCount = 2, MaximumBytesPerSecond = MiB, MaximumRetryCount = 0 }, plate)).Result.Verified);

        AssertSaved(plate);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, int.MaxValue)]
    [InlineData(1, 1)]
    [InlineData(2, int.MaxValue)]
    public async Task A_server_that_ignores_ranges_gets_one_connection(int skip, int times)
    {
        var plate = PublishBytes(16 * MiB);
        Figshare.Faults.Add(Fault.IgnoreRange() with { Skip = skip, Times = times });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        if (skip == 0)
        {
            Assert.Single(StorageRequests);
        }

        Assert.InRange(StorageRequests.Count, 1, 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_range_that_was_not_requested_is_not_used(int connection)
    {
        var plate = PublishBytes(16 * MiB);
        var fault = Figshare.Faults.Add(Fault.WrongRange() with { Skip = connection });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task Segments_of_a_file_that_changes_meanwhile_are_not_mixed()
    {
        var plate = PublishBytes(16 * MiB) with { Md5 = null };
        using var hold = Figshare.Faults.HoldBodies(MiB);
        Figshare.Faults.Add(Fault.Close(3 * MiB / 2));
        var saving = SaveAsync(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);

        var changed = SimulatedContent.Pattern(16 * MiB, seed: 77);
        Publish(changed);
        hold.Release();

        Assert.Equal(PlateStatus.Downloaded, (await saving).Result.Status);
        AssertSaved(plate with { Md5 = changed.Md5 });
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_plate_completes_with_fewer_connections_when_some_are_refused(int status)
    {
        var plate = PublishBytes(16 * MiB);
        var fault = Figshare.Faults.Add(Fault.Status(status, point: FaultPoint.Storage) with { Skip = 1, Times = 3 });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(3, fault.Hits);
        Assert.InRange(StorageRequests.Count, 5, 9);
        Assert.InRange(Figshare.Log.Count(FaultPoint.Redirect), 1, 6);
    }

    [Fact]
    public async Task No_secondary_connection_joins_a_throttled_plate()
    {
        var plate = PublishBytes(16 * MiB);
        Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Storage) with { Times = 2 });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(FourConnections, plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(1, Figshare.Log.MaximumConcurrentBodies);
        Assert.Equal([503, 503, 206, 206], StorageRequests.Select(request => request.Status));
    }

    [Fact]
    public async Task An_expired_presigned_URL_is_renewed_once_for_all_connections()
    {
        var plate = PublishBytes(40 * MiB);
        using var hold = Figshare.Faults.HoldBodies(MiB);
        var saving = SaveAsync(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(4, Stop);

        _storageClock.Advance(TimeSpan.FromSeconds(11));
        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await saving).Result.Verified);
        AssertSaved(plate);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.InRange(StorageRequests.Count(request => request.Status == 403), 1, 4);
    }

    [Fact]
    public async Task A_long_download_asks_Figshare_only_for_expired_URLs()
    {
        var plate = PublishBytes(40 * MiB);
        var started = Clock.GetUtcNow();

        Assert.Equal(VerificationLevel.Md5,
            (await SaveAsync(FourConnections with { MaximumBytesPerSecond = MiB }, plate)).Result.Verified);

        AssertSaved(plate);
        var seconds = (Clock.GetUtcNow() - started).TotalSeconds;
        Assert.InRange(Figshare.Log.Count(FaultPoint.Redirect), 2, (int)(seconds / 8) + 1);
    }
}
