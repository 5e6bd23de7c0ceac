using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;

namespace FigshareTools.Core.Tests.Http;

public class ApiRateLimiterTests
{
    private static readonly Uri s_figshare = new("https://api.figshare.com/v2");

    [Fact]
    public async Task A_burst_is_sent_at_once_and_the_next_request_waits()
    {
        var limiter = new ApiRateLimiter(burst: 10, interval: TimeSpan.FromDays(1), TimeProvider.System);
        using var cancellation = new CancellationTokenSource();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => limiter.WaitAsync(s_figshare, new CollectingLog(), TestContext.Current.CancellationToken)));
        var next = limiter.WaitAsync(s_figshare, new CollectingLog(), cancellation.Token);

        Assert.False(next.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Requests_to_this_machine_are_not_limited()
    {
        var limiter = new ApiRateLimiter(burst: 1, interval: TimeSpan.FromDays(1), TimeProvider.System);

        foreach (var _ in Enumerable.Range(0, 100))
        {
            await limiter.WaitAsync(
                new Uri("http://127.0.0.1:1/v2"), new CollectingLog(), TestContext.Current.CancellationToken);
        }
    }
}
