using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Http;

/// <summary>The pace of requests to Figshare's API, with the values that <see cref="ApiRateLimiter.Shared"/> has.</summary>
public class ApiRateLimiterPaceTests
{
    private static readonly Uri s_figshare = new("https://api.figshare.com/v2");

    private readonly FakeTimeProvider _clock = new();
    private readonly ApiRateLimiter _limiter;

    public ApiRateLimiterPaceTests() => _limiter = new ApiRateLimiter(burst: 10, TimeSpan.FromSeconds(1), _clock);

    [Fact]
    public void Ten_requests_go_out_at_once()
    {
        Assert.Equal(10, Request(12).Count(request => request.IsCompleted));
    }

    [Fact]
    public void Eleventh_request_goes_out_after_a_second_and_the_twelfth_after_two()
    {
        Request(10);
        var requests = Request(2);

        _clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.Equal([false, false], requests.Select(request => request.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal([true, false], requests.Select(request => request.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true], requests.Select(request => request.IsCompleted));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(10, 10)]
    [InlineData(600, 10)]
    public void Quiet_seconds_allow_as_many_requests_up_to_ten(int seconds, int requests)
    {
        Request(10);

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(requests, Request(12).Count(request => request.IsCompleted));
    }

    [Fact]
    public void Request_that_would_wait_does_not_enter()
    {
        Request(9);
        Assert.True(_limiter.TryEnter(s_figshare));
        Assert.False(_limiter.TryEnter(s_figshare));
        Assert.Equal(TimeSpan.FromSeconds(1), _limiter.WaitFor(s_figshare));
    }

    [Fact]
    public void Each_host_has_a_pace_of_its_own()
    {
        Request(10);

        Assert.Equal(TimeSpan.FromSeconds(1), _limiter.WaitFor(s_figshare));
        Assert.Equal(TimeSpan.Zero, _limiter.WaitFor(new Uri("https://ndownloader.figshare.com/files/1")));
    }

    private Task[] Request(int count) => [.. Enumerable.Range(0, count)
        .Select(_ => _limiter.WaitAsync(s_figshare, new CollectingLog(), TestContext.Current.CancellationToken))];
}
