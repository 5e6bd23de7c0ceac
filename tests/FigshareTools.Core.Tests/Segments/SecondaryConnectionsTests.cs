using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using FigshareTools.Segments;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Segments;

public class SecondaryConnectionsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _started = Channel.CreateUnbounded<bool>();
    private int _startCount;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retiring_connections_do_not_count_and_can_be_kept()
    {
        var connections = await StartThreeAsync();
        connections.RemoveOne();
        connections.RemoveOne();
        Assert.Equal(1, connections.ActiveCount);

        connections.Add(DownloadAsync);
        Assert.Equal((2, 3), (connections.ActiveCount, Volatile.Read(ref _startCount)));
        Assert.True(connections.TryRetire());
        Assert.False(connections.TryRetire());
        Assert.Equal(2, connections.ActiveCount);

        _end.SetResult(true);
        await connections.StopAsync();
        Assert.Equal(0, connections.ActiveCount);
    }

    [Fact]
    public async Task No_connection_starts_between_stop_and_restart()
    {
        var connections = await StartThreeAsync();
        var stopping = connections.StopAsync();
        connections.Add(DownloadAsync);
        Assert.Equal(3, connections.ActiveCount);

        _end.SetResult(true);
        await stopping;
        connections.Restart();
        connections.Add(DownloadAsync);
        await connections.StopAsync();
        Assert.Equal((0, 4), (connections.ActiveCount, Volatile.Read(ref _startCount)));
    }

    [Fact]
    public async Task Connection_that_is_to_retire_gets_no_successor()
    {
        var connections = await StartThreeAsync();
        Assert.True(connections.TryAddSuccessor(DownloadAsync));
        connections.RemoveOne();
        Assert.False(connections.TryAddSuccessor(DownloadAsync));
        Assert.Equal(3, connections.ActiveCount);

        _end.SetResult(true);
        await connections.StopAsync();
        Assert.False(connections.TryAddSuccessor(DownloadAsync));
        Assert.Equal((0, 4), (connections.ActiveCount, Volatile.Read(ref _startCount)));
    }

    [Fact]
    public async Task A_wait_ends_when_a_connection_may_have_stalled()
    {
        var connections = await StartThreeAsync();
        var waiting = connections.WaitForAnyAsync(Stop);
        Assert.False(waiting.IsCompleted);

        _clock.Advance(SegmentPlan.StallTime);
        await waiting;

        _end.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => connections.WaitForAnyAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(connections.StopAsync);
        await connections.WaitForAnyAsync(Stop);
    }

    private async Task<SecondaryConnections> StartThreeAsync()
    {
        var connections = new SecondaryConnections(_clock);
        for (var i = 0; i < 3; i++)
        {
            connections.Add(DownloadAsync);
            await _started.Reader.ReadAsync(Stop);
        }

        return connections;
    }

    private async Task DownloadAsync()
    {
        Interlocked.Increment(ref _startCount);
        await _started.Writer.WriteAsync(true);
        await _end.Task;
    }
}
