using System;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.Timing;

public class RetryDelayTests
{
    private static readonly double[] s_jitters = [0, 0.5, 1];

    /// <summary>Retries before, and seconds for the jitters 0, 0.5 and 1.</summary>
    [Theory]
    [InlineData(0, 0.75, 1, 1.25)]
    [InlineData(1, 1.5, 2, 2.5)]
    [InlineData(2, 3, 4, 5)]
    [InlineData(3, 6, 8, 10)]
    [InlineData(4, 12, 16, 20)]
    [InlineData(5, 24, 32, 40)]
    [InlineData(6, 45, 60, 75)]
    [InlineData(7, 45, 60, 75)]
    [InlineData(8, 45, 60, 75)]
    [InlineData(9, 45, 60, 75)]
    [InlineData(10, 45, 60, 75)]
    public void Delay_doubles_up_to_a_minute_and_jitter_moves_it_by_a_quarter(
        int retries, double shortest, double middle, double longest)
    {
        Assert.Equal(
            [Seconds(shortest), Seconds(middle), Seconds(longest)],
            Array.ConvertAll(s_jitters, jitter => RetryPolicy.DelayBefore(retries, retryAfter: null, jitter)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Server_cannot_ask_for_less_than_the_usual_delay(double retryAfter)
    {
        Assert.Equal(
            [Seconds(3), Seconds(4), Seconds(5)],
            Array.ConvertAll(s_jitters, jitter => RetryPolicy.DelayBefore(2, Seconds(retryAfter), jitter)));
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(7)]
    [InlineData(600)]
    public void Server_that_asks_for_more_than_a_second_gets_exactly_that(double retryAfter)
    {
        Assert.All(s_jitters, jitter => Assert.Equal(
            Seconds(retryAfter), RetryPolicy.DelayBefore(4, Seconds(retryAfter), jitter)));
    }

    [Theory]
    [InlineData(nameof(FailureKind.Transient), true)]
    [InlineData(nameof(FailureKind.Permanent), false)]
    [InlineData(nameof(FailureKind.HostRefused), false)]
    [InlineData(nameof(FailureKind.WrongContent), false)]
    public void Only_transient_failures_are_retried(string kind, bool canRetry)
    {
        Assert.Equal(canRetry, Failure(Enum.Parse<FailureKind>(kind), retryAfter: null).CanRetry);
        Assert.Equal(canRetry, Failure(Enum.Parse<FailureKind>(kind), Seconds(5)).CanRetry);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    [InlineData(3601, false)]
    public void Server_that_asks_for_more_than_an_hour_is_not_asked_again(int retryAfter, bool canRetry)
    {
        Assert.Equal(canRetry, Failure(FailureKind.Transient, Seconds(retryAfter)).CanRetry);
    }

    private static EngineException Failure(FailureKind kind, TimeSpan? retryAfter) =>
        new(kind, FigshareErrorId.ServerError, "the server failed", "wait") { RetryAfter = retryAfter };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
