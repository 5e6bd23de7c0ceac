using System;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Responses;

/// <summary>How often and after which delays a request is retried.</summary>
public class RetryTests : TransferTest
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_After_in_seconds_is_honoured(int status)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Status(status, retryAfterSeconds: 37, FaultPoint.Redirect));

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        Assert.Equal([TimeSpan.FromSeconds(37)], Clock.Waits);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_honoured()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.TooManyRequests(Clock.GetUtcNow().AddSeconds(90), FaultPoint.Redirect));

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        Assert.Equal([TimeSpan.FromSeconds(90)], Clock.Waits);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3600, 1)]
    [InlineData(3601, 0)]
    [InlineData(2_000_000_000, 0)]
    public async Task A_Retry_After_of_more_than_an_hour_is_an_error(int seconds, int waits)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.TooManyRequests(seconds, FaultPoint.Redirect));

        var outcome = await SaveAsync(plate);

        Assert.Equal(waits, Clock.Waits.Count);
        Assert.Equal(waits, outcome.Results.Count);
        Assert.All(Clock.Waits, wait => Assert.True(wait > TimeSpan.Zero));
        Assert.All(outcome.Failures, failure =>
            Assert.Contains("asks to wait", failure.Error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(429, FigshareErrorId.RateLimited)]
    [InlineData(500, FigshareErrorId.ServerError)]
    public async Task Retry_delays_double_until_the_retries_are_used_up(int status, FigshareErrorId expected)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Status(status, point: FaultPoint.Storage) with { Times = int.MaxValue });

        Assert.Equal(expected, (await SaveAsync(Options with { MaximumRetryCount = 4 }, plate)).Failure.ErrorId);

        Assert.Equal(5, Figshare.Log.Count(FaultPoint.Storage));
        Assert.Equal(5, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.Equal(4, Clock.Waits.Count);
        // 1, 2, 4 and 8 seconds, each with a jitter of at most a quarter.
        for (var i = 0; i < 4; i++)
        {
            Assert.InRange(Clock.Waits[i].TotalSeconds, 0.75 * (1 << i), 1.25 * (1 << i));
        }
    }

    [Fact]
    public async Task Without_retries_the_first_failure_is_final()
    {
        var plate = PublishBytes(4 << 20);
        Figshare.Faults.Add(Fault.Reset(3 << 20));

        Assert.Equal(FigshareErrorId.ConnectionFailed,
            (await SaveAsync(Options with { MaximumRetryCount = 0 }, plate)).Failure.ErrorId);

        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Storage));
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task A_missing_response_is_retried()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Redirect));

        var save = SaveAsync(plate);
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await Clock.ExpireStallTimersAsync(Stop);

        Assert.Equal(PlateStatus.Downloaded, (await save).Result.Status);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
    }
}
