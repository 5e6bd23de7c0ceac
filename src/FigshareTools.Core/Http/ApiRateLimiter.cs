using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Http;

/// <summary>
/// Limits how often Figshare is asked. Everything in this process shares it. Figshare: "do not make more than one request per
/// second. We reserve the right to throttle or block requests if we detect abuse" (documentation, 2026-07-20).
/// </summary>
/// <param name="burst">Requests that may go out at once after a quiet time.</param>
/// <param name="interval">The time between two requests of a longer series.</param>
/// <param name="clock">The clock by which requests wait.</param>
internal sealed class ApiRateLimiter(int burst, TimeSpan interval, TimeProvider clock)
{
    private readonly TokenBucket _bucket = new(1 / interval.TotalSeconds, burst, clock);

    public static ApiRateLimiter Shared { get; } = new(burst: 10, TimeSpan.FromSeconds(1), TimeProvider.System);

    /// <summary>Waits until a request may be sent. Requests to this machine, such as to a simulator, never wait.</summary>
    public Task WaitAsync(Uri uri, CancellationToken cancellationToken) =>
        uri.IsLoopback ? Task.CompletedTask : _bucket.TakeAsync(1, cancellationToken);
}
