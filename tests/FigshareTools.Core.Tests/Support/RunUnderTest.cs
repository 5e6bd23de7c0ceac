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

/// <summary>A run and what it told.</summary>
public abstract class RunUnderTest<TRun, TResult> : IDisposable
    where TRun : PlateRun
{
    private readonly ConcurrentQueue<PlateEvent> _events = new();
    private readonly SemaphoreSlim _told = new(0);

    protected RunUnderTest(Func<Action<PlateEvent>, TRun> start) => Run = start(message =>
    {
        _events.Enqueue(message);
        _told.Release();
    });

    public TRun Run { get; }

    /// <summary>Waits until the run tells something more.</summary>
    public Task NextAsync(CancellationToken cancellationToken) => _told.WaitAsync(cancellationToken);

    public async Task<RunOutcome<TResult>> EndAsync(CancellationToken cancellationToken)
    {
        Run.Complete();
        await Run.Ended.WaitAsync(cancellationToken);
        return new RunOutcome<TResult>(
            [.. _events.OfType<PlateEvent.Completed>().Select(done => (TResult)done.Result)],
            [.. _events.OfType<PlateEvent.Failed>()],
            [.. _events.OfType<PlateEvent.Verbose>().Select(note => note.Text)],
            [.. _events.OfType<PlateEvent.Warning>().Select(warning => warning.Text)]);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Run.Dispose();
        _told.Dispose();
    }
}

public sealed class SaveUnderTest(SaveOptions options)
    : RunUnderTest<SaveRun, PlateResult>(tell => new SaveRun(options, tell));

public sealed class VerifyUnderTest(VerifyOptions options)
    : RunUnderTest<VerifyRun, PlateVerification>(tell => new VerifyRun(options, tell));

public sealed record RunOutcome<TResult>(
    IReadOnlyList<TResult> Results, IReadOnlyList<PlateEvent.Failed> Failures, IReadOnlyList<string> Notes,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The one result of a run that had no failure.</summary>
    public TResult Result
    {
        get
        {
            Assert.Empty(Failures.Select(failure => failure.Error.Message));
            return Assert.Single(Results);
        }
    }

    /// <summary>The one failure of a run that had no result.</summary>
    public FigshareException Failure
    {
        get
        {
            Assert.Empty(Results);
            return Assert.Single(Failures).Error;
        }
    }
}
