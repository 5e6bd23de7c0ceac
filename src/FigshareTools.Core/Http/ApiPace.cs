using System;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>
/// The pace at which Figshare is asked, shared by everything in this process. Figshare: "do not make more than one request
/// per second. We reserve the right to throttle or block requests if we detect abuse" (documentation, 2026-07-20).
/// </summary>
internal sealed class ApiPace : IDisposable
{
    private readonly TokenBucketRateLimiter _bucket;

    /// <param name="burst">Requests that may go out at once after a quiet time.</param>
    /// <param name="interval">The time between requests when they keep coming.</param>
    public ApiPace(int burst, TimeSpan interval) => _bucket = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = interval,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = true,
    });

    public static ApiPace Shared { get; } = new(burst: 10, TimeSpan.FromSeconds(1));

    /// <summary>Waits for this request's turn. A stand-in on this machine is asked as fast as it answers.</summary>
    public Task WaitAsync(Uri uri, CancellationToken cancellationToken) =>
        uri.IsLoopback ? Task.CompletedTask : WaitAsync(cancellationToken);

    public void Dispose() => _bucket.Dispose();

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var lease = await _bucket.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
    }
}
