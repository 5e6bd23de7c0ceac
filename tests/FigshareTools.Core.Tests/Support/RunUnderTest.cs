using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;
using FigshareTools.Transfer;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Support;

/// <summary>A run with its events and its progress, for which a test can wait.</summary>
public abstract class RunUnderTest<TRun, TResult> : IDisposable
    where TRun : PlateRun
{
    private readonly ConcurrentQueue<PlateEvent> _events = new();
    private readonly SemaphoreSlim _eventRaised = new(0);
    private TaskCompletionSource _progressed = NewSignal();

    protected RunUnderTest(Func<Action<PlateEvent>, TRun> create)
    {
        Run = create(plateEvent =>
        {
            _events.Enqueue(plateEvent);
            _eventRaised.Release();
        });
        Run.ObserveProgress(() => Interlocked.Exchange(ref _progressed, NewSignal()).SetResult());
    }

    public TRun Run { get; }

    /// <summary>Waits for the next event of the run.</summary>
    public Task WaitForEventAsync(CancellationToken cancellationToken) => _eventRaised.WaitAsync(cancellationToken);

    /// <summary>Waits until a number of plates have their results.</summary>
    public async Task WaitForResultsAsync(int count, CancellationToken cancellationToken)
    {
        while (_events.OfType<PlateEvent.Completed>().Count() < count)
        {
            await WaitForEventAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Waits until the progress satisfies a condition. The condition is evaluated at once, and whenever a plate has made
    /// progress.
    /// </summary>
    public async Task WaitForProgressAsync(Func<RunProgress, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal is read before the progress, so that no progress in between is missed.
            var progressed = Volatile.Read(ref _progressed).Task;
            if (condition(Run.Progress()))
            {
                return;
            }

            await progressed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Declares that no more plates are added, and waits until the run has ended.</summary>
    public async Task<RunOutcome<TResult>> EndAsync(CancellationToken cancellationToken)
    {
        Run.Complete();
        await Run.Ended.WaitAsync(cancellationToken);
        return new RunOutcome<TResult>(
            [.. _events.OfType<PlateEvent.Completed>().Select(completed => (TResult)completed.Result)],
            [.. _events.OfType<PlateEvent.Failed>()],
            [
                .. _events.OfType<PlateEvent.Reported>().Where(reported => reported.WorkEvent is WorkEvent.Decision
                    or WorkEvent.HostRefused or WorkEvent.HostAnswered or WorkEvent.Retrying).Select(item => item.Describe()),
            ],
            [.. _events.OfType<PlateEvent.Warning>().Select(warning => warning.Text)])
        {
            Events = [.. _events],
        };
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Run.Dispose();
        _eventRaised.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public sealed class SaveUnderTest(SaveOptions options)
    : RunUnderTest<SaveRun, PlateResult>(onEvent => new SaveRun(options, onEvent));

public sealed class VerifyUnderTest(VerifyOptions options)
    : RunUnderTest<VerifyRun, PlateVerification>(onEvent => new VerifyRun(options, onEvent));

/// <summary>The events of a run that has ended.</summary>
/// <param name="Results">The results of the plates.</param>
/// <param name="Failures">The plates that failed.</param>
/// <param name="Messages">The verbose messages about decisions, retries and hosts.</param>
/// <param name="Warnings">The warnings.</param>
public sealed record RunOutcome<TResult>(
    IReadOnlyList<TResult> Results, IReadOnlyList<PlateEvent.Failed> Failures, IReadOnlyList<string> Messages,
    IReadOnlyList<string> Warnings)
{
    /// <summary>All events in their order.</summary>
    public IReadOnlyList<PlateEvent> Events { get; init; } = [];

    /// <summary>The only result of a run without failures.</summary>
    public TResult Result
    {
        get
        {
            Assert.True(Failures.Count == 0, string.Join(Environment.NewLine, Failures.Select(failure => failure.Error)));
            return Assert.Single(Results);
        }
    }

    /// <summary>The only failure of a run without results.</summary>
    public FigshareException Failure
    {
        get
        {
            Assert.Empty(Results);
            return Assert.Single(Failures).Error;
        }
    }
}
