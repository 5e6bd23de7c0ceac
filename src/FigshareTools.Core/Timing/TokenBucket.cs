using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Timing;

/// <summary>
/// A token bucket that delays its callers. A caller takes its tokens at once, in the order of the calls, and waits until they
/// would have been there; so a caller that asks for much is not overtaken for ever by callers that ask for little.
/// </summary>
/// <param name="tokensPerSecond">How fast the bucket fills.</param>
/// <param name="capacity">The tokens of a full bucket, which can be taken without a wait. 0 delays every caller.</param>
/// <param name="clock">The clock by which the bucket fills.</param>
internal sealed class TokenBucket(double tokensPerSecond, double capacity, TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly long _created = clock.GetTimestamp();
    private readonly TimeSpan _capacity = TimeOf(capacity, tokensPerSecond);

    // When the bucket will be full again, counted from its creation. It is full at any later time.
    private TimeSpan _fullAt;

    /// <summary>Takes tokens and waits until they are there.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled. The tokens are back in the bucket.</exception>
    public Task TakeAsync(double tokens, CancellationToken cancellationToken)
    {
        var refillTime = TimeOf(tokens, tokensPerSecond);
        var wait = Take(refillTime);
        return wait > TimeSpan.Zero ? WaitAsync(wait, refillTime, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Takes tokens if they are there.</summary>
    public bool TryTake(double tokens)
    {
        lock (_lock)
        {
            if (WaitFor(tokens) > TimeSpan.Zero)
            {
                return false;
            }

            Take(TimeOf(tokens, tokensPerSecond));
            return true;
        }
    }

    /// <summary>How long a caller would wait that took tokens now.</summary>
    public TimeSpan WaitFor(double tokens)
    {
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_created);
            var wait = (_fullAt > now ? _fullAt - now : TimeSpan.Zero) + TimeOf(tokens, tokensPerSecond) - _capacity;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// The time in which tokens come. TimeSpan.FromSeconds of .NET Framework rounds to milliseconds: small reads would cost
    /// nothing.
    /// </summary>
    private static TimeSpan TimeOf(double tokens, double tokensPerSecond) =>
        TimeSpan.FromTicks((long)(tokens / tokensPerSecond * TimeSpan.TicksPerSecond));

    private TimeSpan Take(TimeSpan refillTime)
    {
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_created);
            _fullAt = (_fullAt > now ? _fullAt : now) + refillTime;
            return _fullAt - now - _capacity;
        }
    }

    private async Task WaitAsync(TimeSpan wait, TimeSpan refillTime, CancellationToken cancellationToken)
    {
        try
        {
            await clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _fullAt -= refillTime;
            }

            throw;
        }
    }
}
