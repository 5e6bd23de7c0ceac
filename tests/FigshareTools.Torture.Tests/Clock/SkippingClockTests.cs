using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Clock;

namespace FigshareTools.Torture.Tests.Clock;

public sealed class SkippingClockTests : IDisposable
{
    private readonly SkippingClock _clock;
    private volatile int _stalled;

    public SkippingClockTests() => _clock = new SkippingClock(working: () => 0, stalled: () => _stalled);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delay_is_skipped()
    {
        var started = _clock.GetTimestamp();
        var (before, realTime) = (_clock.GetUtcNow(), Stopwatch.GetTimestamp());

        await Task.Delay(TimeSpan.FromHours(3), _clock, Stop);

        Assert.True(_clock.GetElapsedTime(started) >= TimeSpan.FromHours(3));
        Assert.True(_clock.GetUtcNow() - before >= TimeSpan.FromHours(3));
        Assert.True(Stopwatch.GetElapsedTime(realTime) < TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Delays_end_in_the_order_of_their_ends()
    {
        var later = Task.Delay(TimeSpan.FromHours(2), _clock, Stop);
        var sooner = Task.Delay(TimeSpan.FromHours(1), _clock, Stop);

        Assert.Same(sooner, await Task.WhenAny(later, sooner));
        await later;
    }

    [Fact]
    public async Task Limit_expires_while_the_server_stalls()
    {
        _stalled = 1;
        var expired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = _clock.CreateTimer(
            _ => expired.SetResult(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        limit.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        await expired.Task.WaitAsync(Stop);
    }

    [Fact]
    public async Task Delay_before_a_limit_does_not_let_the_limit_expire()
    {
        var hasExpired = false;
        using var limit = _clock.CreateTimer(
            _ => hasExpired = true, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        limit.Change(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);

        await Task.Delay(TimeSpan.FromMinutes(9), _clock, Stop);

        Assert.False(hasExpired);
    }

    [Fact]
    public async Task Clock_that_is_set_does_not_change_timestamps()
    {
        var (started, before) = (_clock.GetTimestamp(), _clock.GetUtcNow());

        _clock.Jump(TimeSpan.FromDays(-2));
        await Task.Delay(TimeSpan.FromHours(1), _clock, Stop);

        Assert.True(_clock.GetUtcNow() < before);
        Assert.True(_clock.GetElapsedTime(started) >= TimeSpan.FromHours(1));
    }

    public void Dispose() => _clock.Dispose();
}
