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

    private readonly ResiliencePipeline _pipeline;

    public RetryPolicy(int maximumRetryCount, TimeProvider clock) => _pipeline = maximumRetryCount <= 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = clock }
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
            .Build();

    private static readonly ResiliencePropertyKey<Action<string>> s_report = new("report");

    /// <summary>Runs <paramref name="attempt"/> until it succeeds, cannot succeed, or was tried often enough.</summary>
    /// <exception cref="TransferFailure">The last attempt's.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> attempt, Action<string> report, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(s_report, report);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (c, run) => await run(c.CancellationToken).ConfigureAwait(false), context, attempt)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
