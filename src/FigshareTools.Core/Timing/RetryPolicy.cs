using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Timing;

/// <summary>
/// Retries attempts that fail with a transient <see cref="EngineException"/>, after exponential delays with jitter or as long
/// as the server asks to wait.
/// </summary>
/// <param name="maximumRetryCount">Attempts after the first one.</param>
/// <param name="clock">The clock by which the policy waits.</param>
internal sealed class RetryPolicy(int maximumRetryCount, TimeProvider clock)
{
    /// <summary>The first delay. Each further delay is twice as long.</summary>
    public static readonly TimeSpan BaseDelay = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay, unless a server asks for a longer one.</summary>
    public static readonly TimeSpan MaximumDelay = TimeSpan.FromMinutes(1);

    /// <summary>Runs <paramref name="attempt"/> until it succeeds, fails for good, or no retries are left.</summary>
    /// <exception cref="EngineException">The failure of the last attempt.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, IRunLog log, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan delay;
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException failure) when (failure.CanRetry && retries < maximumRetryCount)
            {
                delay = DelayBefore(retries, failure.RetryAfter, Jitter.Next());
                log.Report(new WorkEvent.Retrying(retries + 1, delay, clock.GetLocalNow() + delay, EventCause.Of(failure)));
            }

            await clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
            log.Report(new WorkEvent.WaitEnded());
        }
    }

    /// <summary>The delay before a retry.</summary>
    /// <param name="retries">Retries that were made before.</param>
    /// <param name="retryAfter">How long the server asked to wait, if it did.</param>
    /// <param name="jitter">
    /// A random number from 0 to 1. It moves the delay by up to a quarter, so that clients that failed together do not return
    /// together.
    /// </param>
    public static TimeSpan DelayBefore(int retries, TimeSpan? retryAfter, double jitter)
    {
        if (retryAfter is { } asked && asked > BaseDelay)
        {
            return asked;
        }

        var seconds = Math.Min(MaximumDelay.TotalSeconds, BaseDelay.TotalSeconds * Math.Pow(2, retries));
        return TimeSpan.FromSeconds(seconds * (0.75 + (jitter / 2)));
    }
}
