using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;

namespace FigshareTools.Core.Tests.ParallelSegments;

/// <summary>Plates of a storage whose responses take long.</summary>
public class DistantPlateTests : SegmentTest
{
    [Fact]
    public async Task One_spare_connection_requests_the_next_segment_early()
    {
        var clock = new SlowClock();
        // Eight segments of 4 MiB. Each connection waits for the last byte of one.
        var plate = PublishBytes(32 * MiB);
        using var hold = Figshare.Faults.HoldBodies((4 * MiB) - 1);

        var saving = SaveAsync(FourConnections with { Clock = clock, MinimumBytesPerSecond = 0 }, plate);
        await Figshare.Log.WaitForExactBodiesAsync(5, files: 1, Stop);
        clock.KeepTime();
        hold.Release();

        Assert.Equal(VerificationLevel.Md5, (await saving).Result.Verified);
        AssertSaved(plate);
    }

    /// <summary>A clock on which every response takes 20 ms at least: time passes whenever it is read.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _milliseconds;
        private long _step = 20;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Add(ref _milliseconds, Interlocked.Read(ref _step));

        /// <summary>Stops the time.</summary>
        public void KeepTime() => Interlocked.Exchange(ref _step, 0);
    }
}
