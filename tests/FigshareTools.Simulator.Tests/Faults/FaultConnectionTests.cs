using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

/// <summary>The client's view of connections that break or stall.</summary>
public class FaultConnectionTests : SimulatorTest
{
    private const int Length = 300_000;

    private readonly SimulatedContent _content = SimulatedContent.Pattern(Length, seed: 22);

    [Fact]
    public async Task Dropped_request_gets_no_response()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Drop(FaultPoint.Redirect));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Redirect()));

        var request = Assert.Single(Figshare.Log.Snapshot());
        Assert.Equal((0, 0), (request.Status, request.BytesSent));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task Reset_aborts_the_body(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Reset(sent));
        using var received = new MemoryStream();

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await BeginAsync(await PresignAsync());
            await using var body = await response.Content.ReadAsStreamAsync(Stop);
            await body.CopyToAsync(received, Stop);
        });

        var reset = Assert.IsType<SocketException>(failure.GetBaseException());
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        Assert.InRange(received.Length, 0, sent);
        Assert.Equal(bytes[..(int)received.Length], received.ToArray());
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.CurrentBodies);
    }

    [Fact]
    public async Task Reset_of_a_response_without_a_body_drops_the_request()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Reset(1000, FaultPoint.Redirect));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Redirect()));
    }

    [Fact]
    public async Task Response_of_the_API_can_be_aborted_too()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Close(10, FaultPoint.Api));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Api("articles/7")));

        Assert.Equal(10, Assert.Single(Figshare.Log.Snapshot()).BytesSent);
    }

    [Fact]
    public async Task Response_is_sent_only_after_the_release()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Redirect));

        var request = GetAsync(Redirect());
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await JsonAsync("articles/7");
        Assert.False(request.IsCompleted);
        Assert.Equal(0, Figshare.Log.Snapshot()[0].Status);
        Figshare.Faults.ReleaseStalls();

        using var response = await request;
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task Disconnected_client_ends_the_stall()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var request = SendAsync(
            HttpMethod.Get, Api("articles/7"), cancellationToken: cancellation.Token);
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Figshare.Log.WaitForAsync(seen => seen is { IsComplete: true, Status: 0 }, Stop);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task Stalled_body_continues_after_the_release(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Stall(sent));

        using var response = await BeginAsync(await PresignAsync());
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        var received = new byte[Length];
        await body.ReadExactlyAsync(received.AsMemory(0, sent), Stop);
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        Assert.Equal(sent, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(1, Figshare.Log.CurrentBodies);

        Figshare.Faults.ReleaseStalls();
        await body.ReadExactlyAsync(received.AsMemory(sent), Stop);

        Assert.Equal(bytes, received);
    }

    [Fact]
    public async Task Stall_of_a_response_without_a_body_precedes_its_headers()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Stall(0, FaultPoint.Redirect));

        var request = GetAsync(Redirect());
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        Assert.False(request.IsCompleted);
        Figshare.Faults.ReleaseStalls();

        using var response = await request;
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task Stopping_the_simulator_aborts_a_stall()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));

        var request = GetAsync(Api("articles/7"));
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await Figshare.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }
}
