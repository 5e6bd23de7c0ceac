using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Resuming;

/// <summary>Bodies that break, stall or are not the requested bytes, and how the same run goes on.</summary>
public class BrokenBodyTests : TransferTest
{
    private const int MiB = 1 << 20;

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    public async Task A_broken_body_is_resumed_where_it_broke(string kind)
    {
        var plate = PublishBytes(4 * MiB);
        Figshare.Faults.Add(kind == "reset" ? Fault.Reset(2 * MiB) : Fault.Close(2 * MiB));

        var result = (await SaveAsync(plate)).Result;

        AssertSaved(plate);
        Assert.Equal(PlateStatus.Downloaded, result.Status);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
        var second = Figshare.Log.Snapshot().Last(request => request.Point == FaultPoint.Storage);
        Assert.Equal(206, second.Status);
        Assert.NotNull(second.IfRange);
    }

    [Fact]
    public async Task Attempts_with_progress_do_not_use_up_the_retries()
    {
        var plate = PublishBytes(30 * MiB);
        Figshare.Faults.Add(Fault.Close(2 * MiB) with { Times = int.MaxValue });

        Assert.Equal(VerificationLevel.Md5,
            (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Result.Verified);

        Assert.Equal(15, Figshare.Log.Count(FaultPoint.Storage));
        AssertSaved(plate);
    }

    [Fact]
    public async Task Attempts_without_progress_use_up_the_retries()
    {
        var plate = PublishBytes(4 * MiB);
        Figshare.Faults.Add(Fault.Close(1000) with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.ConnectionFailed,
            (await SaveAsync(Options with { MaximumRetryCount = 3 }, plate)).Failure.ErrorId);

        Assert.Equal(4, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task A_stalled_connection_is_replaced_and_the_plate_resumed()
    {
        var plate = PublishBytes(4 * MiB);
        Figshare.Faults.Add(Fault.Stall(MiB));

        using var run = StartSave(Options, plate);
        await run.WaitForProgressAsync(progress => progress.DownloadedBytes >= MiB, Stop);
        await Clock.ExpireStallTimersAsync(Stop);

        Assert.Equal(VerificationLevel.Md5, (await run.EndAsync(Stop)).Result.Verified);
        AssertSaved(plate);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task A_truncated_body_is_resumed()
    {
        var plate = PublishBytes(2 * MiB);
        Figshare.Faults.Add(Fault.ShortBody(MiB));

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
    }

    [Fact]
    public async Task A_body_without_a_length_is_saved_and_verified()
    {
        var plate = PublishBytes(MiB);
        Figshare.Faults.Add(Fault.NoContentLength() with { Times = 2 });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);
        var unknown = await SaveAsync(plate with { FileName = "x.bin", Length = null, Md5 = null });
        Assert.Equal(VerificationLevel.None, unknown.Result.Verified);
        Assert.Contains("not even the storage states a length", Assert.Single(unknown.Warnings), StringComparison.Ordinal);
    }
}
