using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Http;

public sealed class FigshareHttpTests : IDisposable
{
    // The accept queue of a socket with a backlog of 0 holds one connection. Linux drops the SYNs of the others.
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    private static readonly bool s_hasSocketsHandler = typeof(FigshareHttp).Assembly
        .GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETCoreApp", StringComparison.Ordinal);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    /// <summary>The clock of the engine stands still, so that only the limit of the handler can expire.</summary>
    [Fact]
    public async Task Connection_that_nobody_accepts_is_a_transient_timeout()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems accept connections beyond the backlog.");
        Assert.SkipUnless(s_hasSocketsHandler, "The handler of .NET Framework has no limit of its own.");
        var uri = await ListenWithFullQueueAsync();
        using var http = new FigshareHttp(TimeSpan.FromMilliseconds(100), new FakeTimeProvider());

        var failure = await Assert.ThrowsAsync<EngineException>(
            () => http.SendAsync(new HttpRequestSpec(uri, FigshareHttp.AcceptJson), Stop));

        Assert.Equal(FigshareErrorId.ConnectionTimeout, failure.ErrorId);
        Assert.True(failure.CanRetry);
        Assert.Contains("127.0.0.1 did not answer within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_remains_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems accept connections beyond the backlog.");
        var uri = await ListenWithFullQueueAsync();
        using var http = new FigshareHttp(TimeSpan.Zero, new FakeTimeProvider());
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var request = http.SendAsync(new HttpRequestSpec(uri, FigshareHttp.AcceptJson), cancellation.Token);
        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    private async Task<Uri> ListenWithFullQueueAsync()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        var endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _queued.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        await _queued[0].ConnectAsync(endpoint, Stop);
        return new Uri($"http://127.0.0.1:{endpoint.Port}/");
    }
}
