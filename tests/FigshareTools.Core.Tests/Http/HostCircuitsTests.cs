using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Http;

/// <summary>Requests that wait for hosts whose circuits are open.</summary>
public class HostCircuitsTests
{
    private static readonly Uri s_api = new("https://api.figshare.com/v2");
    private static readonly Uri s_downloader = new("https://ndownloader.figshare.com");

    private readonly FakeTimeProvider _clock = new();
    private readonly CollectingLog _log = new();
    private readonly HostCircuits _circuits;

    public HostCircuitsTests() => _circuits = new HostCircuits([s_api, s_downloader], TimeSpan.FromHours(1), _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_the_waiting_requests_probes_the_host()
    {
        Challenge(s_api);
        using var first = _circuits.NewPass("1", _log);
        using var second = _circuits.NewPass("2", _log);
        var waits = new[] { first.WaitAsync([s_api], Stop), second.WaitAsync([s_api], Stop) };

        _clock.Advance(CircuitPolicy.FirstWait);
        var probing = await Task.WhenAny(waits);

        Assert.True(_circuits.StateAt(s_api).IsProbing);
        Assert.False(Array.TrueForAll(waits, wait => wait.IsCompleted));

        // The probe is cancelled: the other request gets the right to probe.
        (probing == waits[0] ? first : second).Dispose();
        await Task.WhenAll(waits);
        Assert.True(_circuits.StateAt(s_api).IsProbing);
    }

    [Fact]
    public async Task Answer_lets_all_waiting_requests_go_on()
    {
        Challenge(s_api);
        using var first = _circuits.NewPass("1", _log);
        using var second = _circuits.NewPass("2", _log);
        var waits = Task.WhenAll(first.WaitAsync([s_api], Stop), second.WaitAsync([s_api], Stop));

        _circuits.Report(s_api, HostOutcome.Answered, "3", refusal: null, isProbe: false);

        await waits;
        Assert.Equal(CircuitState.Closed, _circuits.StateAt(s_api));
    }

    [Fact]
    public void Request_to_an_open_host_is_not_sent_and_names_the_cause()
    {
        Challenge(s_api);
        using var pass = _circuits.NewPass("2", _log);

        var failure = Assert.Throws<EngineException>(() => pass.Enter(new Uri(s_api, "/v2/file/download/2?token=secret")));

        Assert.Equal(FailureKind.HostRefused, failure.Kind);
        Assert.Equal("not asked, because api.figshare.com refuses this network: challenged", failure.Cause);
        Assert.Equal(new Uri("https://api.figshare.com/"), failure.RefusingHost);
    }

    [Theory]
    [InlineData("https://api.figshare.com:444/")]
    [InlineData("http://api.figshare.com/")]
    [InlineData("https://ndownloader.figshare.com/")]
    public void Circuit_belongs_to_scheme_host_and_port(string other)
    {
        Challenge(s_api);

        Assert.True(_circuits.StateAt(new Uri("https://api.figshare.com/v2/articles/1")).IsOpen);
        Assert.False(_circuits.StateAt(new Uri(other)).IsOpen);
    }

    [Fact]
    public async Task Cancelled_wait_ends_at_once()
    {
        Challenge(s_api);
        using var pass = _circuits.NewPass("1", _log);
        using var cancellation = new CancellationTokenSource();
        var wait = pass.WaitAsync([s_api], cancellation.Token);

        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private void Challenge(Uri host) => _circuits.Report(
        host, HostOutcome.Challenged, "0",
        new EngineException(FailureKind.HostRefused, FigshareErrorId.WafChallenge, "challenged", "try again later"),
        isProbe: false);
}
