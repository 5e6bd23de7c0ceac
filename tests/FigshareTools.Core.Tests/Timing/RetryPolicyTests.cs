using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.Timing;

public class RetryPolicyTests
{
    private readonly CollectingLog _log = new();
    private int _attempts;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public async Task A_transient_failure_is_retried_and_the_last_one_is_thrown(int retries, int attempts)
    {
        var failure = await Assert.ThrowsAsync<EngineException>(
            () => RunAsync(retries, FailureKind.Transient, TestContext.Current.CancellationToken));

        Assert.Equal($"attempt {attempts}", failure.Cause);
        Assert.Equal(attempts, _attempts);
        Assert.Equal(retries, _log.Messages.Count);
        for (var retry = 1; retry <= retries; retry++)
        {
            Assert.StartsWith($"attempt {retry}: trying again in ", _log.Messages[retry - 1]);
            Assert.EndsWith($"({retry})", _log.Messages[retry - 1]);
        }
    }

    [Fact]
    public async Task A_permanent_failure_is_not_retried()
    {
        await Assert.ThrowsAsync<EngineException>(
            () => RunAsync(3, FailureKind.Permanent, TestContext.Current.CancellationToken));

        Assert.Equal((1, 0), (_attempts, _log.Messages.Count));
    }

    [Fact]
    public async Task A_cancelled_caller_makes_no_attempt()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(3, FailureKind.Transient, new CancellationToken(canceled: true)));

        Assert.Equal(0, _attempts);
    }

    [Fact]
    public async Task A_caller_cancelled_by_the_first_attempt_does_not_retry()
    {
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(3, FailureKind.Transient, cancellation.Token, cancellation.Cancel));

        Assert.Equal(1, _attempts);
    }

    private Task<string> RunAsync(
        int retries, FailureKind kind, CancellationToken cancellationToken, Action? meanwhile = null) =>
        new RetryPolicy(retries, new InstantClock()).RunAsync<string>(
            _ =>
            {
                _attempts++;
                meanwhile?.Invoke();
                throw new EngineException(kind, FigshareErrorId.ServerError, $"attempt {_attempts}", "wait");
            },
            _log,
            cancellationToken);
}
