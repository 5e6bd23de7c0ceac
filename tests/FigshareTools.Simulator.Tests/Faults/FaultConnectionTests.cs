using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

/// <summary>Faults of the connection: one that breaks, and one on which nothing more comes.</summary>
public class FaultConnectionTests : SimulatorTest
{
    private const int Length = 300_000;

    private readonly SimulatedContent _content = SimulatedContent.Pattern(Length, seed: 22);

    [Fact]
    public async Task A_dropped_request_gets_no_answer_at_all()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Drop(FaultPoint.Redirect));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Redirect()));

        WireRequest request = Assert.Single(Figshare.Log.Snapshot());
        Assert.Equal((0, 0), (request.Status, request.BytesSent));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task A_reset_breaks_the_body_off(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Reset(sent));
        using var received = new MemoryStream();

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using HttpResponseMessage answer = await BeginAsync(await LinkAsync());
            await using Stream body = await answer.Content.ReadAsStreamAsync(Stop);
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
    public async Task A_reset_of_an_answer_without_a_body_is_a_drop()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Reset(1000, FaultPoint.Redirect));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Redirect()));
    }

    [Fact]
    public async Task An_answer_of_the_api_can_be_broken_off_as_well()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Close(10, FaultPoint.Api));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Api("articles/7")));

        Assert.Equal(10, Assert.Single(Figshare.Log.Snapshot()).BytesSent);
    }

    [Fact]
    public async Task No_answer_comes_before_it_is_released()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Redirect));

        Task<HttpResponseMessage> request = GetAsync(Redirect());
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await JsonAsync("articles/7");
        Assert.False(request.IsCompleted);
        Assert.Equal(0, Figshare.Log.Snapshot()[0].Status);
        Figshare.Faults.ReleaseStalls();

        using HttpResponseMessage answer = await request;
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_wait()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<HttpResponseMessage> request = SendAsync(
            HttpMethod.Get, Api("articles/7"), cancellationToken: patience.Token);
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Figshare.Log.WaitForAsync(seen => seen is { IsComplete: true, Status: 0 }, Stop);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(270_000)]
    public async Task A_body_that_stalls_goes_on_when_it_is_released(int sent)
    {
        var bytes = Publish(_content);
        Figshare.Faults.Add(Fault.Stall(sent));

        using HttpResponseMessage answer = await BeginAsync(await LinkAsync());
        await using Stream body = await answer.Content.ReadAsStreamAsync(Stop);
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
    public async Task A_stall_of_an_answer_without_a_body_stands_before_its_headers()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.Stall(0, FaultPoint.Redirect));

        Task<HttpResponseMessage> request = GetAsync(Redirect());
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        Assert.False(request.IsCompleted);
        Figshare.Faults.ReleaseStalls();

        using HttpResponseMessage answer = await request;
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task Stopping_the_simulator_cuts_a_stall_off()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));

        Task<HttpResponseMessage> request = GetAsync(Api("articles/7"));
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        await Figshare.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }
}
