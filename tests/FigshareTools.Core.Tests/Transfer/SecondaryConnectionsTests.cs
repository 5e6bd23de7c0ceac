using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public class SecondaryConnectionsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_that_are_to_leave_count_no_more_and_may_be_kept_after_all()
    {
        var helpers = Three();
        helpers.Shrink();
        helpers.Shrink();
        Assert.Equal(1, helpers.Staying);

        helpers.Grow(HelpAsync);
        Assert.Equal((2, 3), (helpers.Staying, Volatile.Read(ref _begun)));
        Assert.True(helpers.Leaves());
        Assert.False(helpers.Leaves());
        Assert.Equal(2, helpers.Staying);

        _end.SetResult(true);
        await helpers.StopAsync();
        Assert.Equal(0, helpers.Staying);
    }

    [Fact]
    public async Task None_begins_once_they_are_stopped_until_they_may_again()
    {
        var helpers = Three();
        var stopping = helpers.StopAsync();
        helpers.Grow(HelpAsync);
        Assert.Equal(3, helpers.Staying);

        _end.SetResult(true);
        await stopping;
        helpers.Restart();
        helpers.Grow(HelpAsync);
        await helpers.StopAsync();
        Assert.Equal((0, 4), (helpers.Staying, Volatile.Read(ref _begun)));
    }

    [Fact]
    public async Task Waiting_for_one_ends_when_one_may_have_fallen_silent()
    {
        var helpers = Three();
        var ended = helpers.EndedAsync(Stop);
        Assert.False(ended.IsCompleted);

        _clock.Advance(SegmentPlan.Silence);
        await ended;

        _end.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => helpers.EndedAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(helpers.StopAsync);
        await helpers.EndedAsync(Stop);
    }

    private SecondaryConnections Three()
    {
        var helpers = new SecondaryConnections(_clock);
        for (var i = 1; i <= 3; i++)
        {
            helpers.Grow(HelpAsync);
            SpinWait.SpinUntil(() => Volatile.Read(ref _begun) == i);
        }

        return helpers;
    }

    private async Task HelpAsync()
    {
        Interlocked.Increment(ref _begun);
        await _end.Task;
    }
}
