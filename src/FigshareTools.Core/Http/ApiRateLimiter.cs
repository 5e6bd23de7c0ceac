using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Http;

/// <summary>
/// Limits how often each host of Figshare is asked. Everything in this process shares it. Figshare, about the API: "do not make
/// more than one request per second. We reserve the right to throttle or block requests if we detect abuse" (documentation,
/// 2026-07-20). The downloader is another host and no part of the API; it is asked no more often.
/// </summary>
/// <param name="burst">Requests that may go out to a host at once after a quiet time.</param>
/// <param name="interval">The time between two requests of a longer series.</param>
/// <param name="clock">The clock by which requests wait.</param>
internal sealed class ApiRateLimiter(int burst, TimeSpan interval, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();

    public static ApiRateLimiter Shared { get; } = new(burst: 10, TimeSpan.FromSeconds(1), TimeProvider.System);

    /// <summary>Whether requests to this machine wait as well. Those to a simulator do not.</summary>
    public bool LimitsThisMachine { get; init; }

    /// <summary>Waits until a request may be sent.</summary>
    public Task WaitAsync(Uri uri, CancellationToken cancellationToken) =>
        IsLimited(uri) ? BucketOf(uri).TakeAsync(1, cancellationToken) : Task.CompletedTask;

    /// <summary>How long a request would wait now.</summary>
    public TimeSpan WaitFor(Uri uri) => IsLimited(uri) ? BucketOf(uri).WaitFor(1) : TimeSpan.Zero;

    private bool IsLimited(Uri uri) => LimitsThisMachine || !uri.IsLoopback;

    private TokenBucket BucketOf(Uri uri) =>
        _buckets.GetOrAdd(uri.Authority, _ => new TokenBucket(1 / interval.TotalSeconds, burst, clock));
}
