using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace FigshareTools.Http;

/// <summary>Tries again what may succeed later: exponential waits with jitter, or as long as the server asks.</summary>
internal sealed class RetryPolicy
{
    /// <summary>The first wait; each further one is about twice as long.</summary>
    public static readonly TimeSpan BaseDelay = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of our own choice.</summary>
    public static readonly TimeSpan MaximumDelay = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a server is granted; one that asks for more is given up.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromHours(1);

    private static readonly ResiliencePropertyKey<Action<string>> s_report = new("report");

    private readonly int _maximumRetryCount;
    private readonly Lazy<ResiliencePipeline> _pipeline;

    public RetryPolicy(int maximumRetryCount, TimeProvider clock)
    {
        _maximumRetryCount = maximumRetryCount;
        _pipeline = new Lazy<ResiliencePipeline>(() => new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransferFailure>(failure => failure.CanRetry),
                MaxRetryAttempts = maximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = BaseDelay,
                MaxDelay = MaximumDelay,
                DelayGenerator = static args => new(
                    (args.Outcome.Exception as TransferFailure)?.RetryAfter is { } wait && wait > BaseDelay ? wait : null),
                OnRetry = static args =>
                {
                    if (args.Context.Properties.TryGetValue(s_report, out var report))
                    {
                        var failure = (TransferFailure)args.Outcome.Exception!;
                        report($"{failure.Answer.Cause}: trying again in {args.RetryDelay.TotalSeconds:0.#} s "
                            + $"({args.AttemptNumber + 1})");
                    }

                    return default;
                },
            })
            .Build());
    }

    /// <summary>Runs <paramref name="attempt"/> until it succeeds, cannot succeed, or was tried often enough.</summary>
    /// <exception cref="TransferFailure">The last attempt's.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, Action<string> report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (failure.CanRetry && _maximumRetryCount > 0)
        {
            return await RunAgainAsync(failure, attempt, report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Goes on after a first attempt that failed. It was made without the pipeline, which takes time when it is used first, and
    /// most runs never need it; its failure is told to the pipeline as that of the first attempt there.
    /// </summary>
    private async Task<T> RunAgainAsync<T>(
        TransferFailure failure, Func<CancellationToken, Task<T>> attempt, Action<string> report,
        CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<T>> next = _ =>
        {
            next = attempt;
            return Task.FromException<T>(failure);
        };
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(s_report, report);
        try
        {
            return await _pipeline.Value.ExecuteAsync(
                async c => await next(c.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
