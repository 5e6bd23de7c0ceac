using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Logs;
using FigshareTools.Runs;

namespace FigshareTools.Pipeline;

/// <summary>What becomes of the events of a run.</summary>
/// <param name="Write">Writes an event. It is called on the pipeline thread.</param>
/// <param name="ShowsVerbose">Whether the session shows verbose messages.</param>
/// <param name="Log">Records all events; null for no log. The pipeline ends and disposes it.</param>
internal sealed record PipelineOutput(Action<PlateEvent> Write, bool ShowsVerbose, EventLog? Log);

/// <summary>
/// Connects a run to the pipeline thread: it queues plates while rows arrive, and writes results and errors as they
/// occur. An exception that ends the pipeline ends the run first.
/// </summary>
internal sealed class PlateRunPipeline : IDisposable
{
    private const int TickMilliseconds = 200;

    // Stopping waits this long for workers to close partial files, and for the log. A disk that hangs must not hang the shell.
    private const int StopMilliseconds = 1800;

    // A run that was not stopped waits longer for the last lines of its log: a busy disk takes seconds for them.
    private const int LogMilliseconds = 5000;

    private readonly BlockingCollection<PlateEvent> _events = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly PlateRun _run;
    private readonly ProcessEnd _processEnd;
    private readonly RunProgressBars? _bars;
    private readonly PipelineOutput _output;
    private PlateEvent? _written;
    private bool _isStopped;
    private volatile bool _hasGivenUpLog;

    /// <param name="cmdlet">The cmdlet with the pipeline.</param>
    /// <param name="start">Creates the run, which reports its events to the delegate. This object disposes the
    /// run.</param>
    /// <param name="output">What becomes of the events.</param>
    /// <param name="title">The text of the run's progress bar; null when the session shows no progress, which is then
    /// not computed.</param>
    public PlateRunPipeline(
        Cmdlet cmdlet, Func<Action<PlateEvent>, PlateRun> start, PipelineOutput output, string? title)
    {
        _output = output;
        _run = start(Receive);
        _processEnd = new ProcessEnd(StopForProcessEnd);
        _bars = title is null ? null : new RunProgressBars(cmdlet, TimeProvider.System, title);
        output.Log?.Watch(_run);
    }

    /// <summary>
    /// Adds a plate to the run, writes the events that are ready, and waits while the run's queue is full.
    /// </summary>
    /// <param name="tryAdd">Adds the plate; false when the queue is full.</param>
    public void Add(Func<bool> tryAdd) => StoppingOnError(() =>
    {
        while (!tryAdd())
        {
            WriteNext();
        }

        while (_events.TryTake(out var plateEvent))
        {
            Write(plateEvent);
        }

        _bars?.Tick(_run);
    });

    /// <summary>Writes events until the last plate has ended.</summary>
    public void Finish() => StoppingOnError(() =>
    {
        _run.Complete();
        _ = _run.Ended.ContinueWith(
            _ => _events.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        while (!_events.IsCompleted)
        {
            WriteNext();
        }

        _bars?.Close();
        EndLog(_run.HasEndedEarly ? RunEndReason.Deadline : RunEndReason.Completed);
        WarnAboutLog();
    });

    /// <summary>Requests the run to stop. It is called from another thread.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _run.Cancel();
    }

    public void Dispose()
    {
        _processEnd.Dispose();
        StopRun();
        EndLog(_stop.IsCancellationRequested ? RunEndReason.Stopped : RunEndReason.Error);
        _output.Log?.Dispose();
        _stop.Dispose();
        _events.Dispose();
    }

    /// <summary>Ends run and log on another thread, while the pipeline thread may be anywhere.</summary>
    private void StopForProcessEnd()
    {
        Stop();
        WaitForRun();
        EndLog(RunEndReason.Stopped);
    }

    private void Write(PlateEvent plateEvent)
    {
        _written = plateEvent;
        _output.Write(plateEvent);
        _written = null;
    }

    private void WriteNext()
    {
        if (_events.TryTake(out var plateEvent, TickMilliseconds, _stop.Token))
        {
            Write(plateEvent);
        }

        WarnAboutLog();
        _bars?.Tick(_run);
    }

    /// <summary>
    /// Runs an action, and stops the run before an exception leaves. -ErrorAction Stop, Select-Object -First and Ctrl+C
    /// end the pipeline by exceptions.
    /// </summary>
    private void StoppingOnError(Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            StopRun();
            throw new PipelineStoppedException();
        }
        catch (Exception e)
        {
            StopRun();
            EndLog(e);
            CloseBars();
            throw;
        }
    }

    private void CloseBars()
    {
        try
        {
            _bars?.Close();
        }
        catch (Exception e) when (e is PipelineStoppedException or InvalidOperationException)
        {
            // The pipeline has stopped and shows no progress.
        }
    }

    private void StopRun()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        _run.Cancel();
        if (WaitForRun())
        {
            _run.Dispose();
        }
    }

    /// <summary>
    /// Waits until partial files are closed. Neither pipeline nor process may end before; a hanging disk must not hang the shell.
    /// </summary>
#pragma warning disable VSTHRD002
    private bool WaitForRun() => _run.Ended.Wait(StopMilliseconds);
#pragma warning restore VSTHRD002

    private void WarnAboutLog()
    {
        if (_output.Log?.TakeProblem() is { } problem)
        {
            _output.Write(new PlateEvent.Warning(problem));
        }
    }

    /// <summary>
    /// Ends the log after an exception. Ctrl+C, -ErrorAction Stop and the commands behind this one, such as Select-Object -First,
    /// all throw PipelineStoppedException. Only -ErrorAction Stop throws it while an error is written.
    /// </summary>
    private void EndLog(Exception exception)
    {
        var isStop = exception is PipelineStoppedException or FlowControlException;
        var isOwnError = _written is PlateEvent.Failed && !_stop.IsCancellationRequested;
        EndLog(isStop && !isOwnError ? RunEndReason.Stopped : RunEndReason.Error);
    }

    private void EndLog(RunEndReason reason)
    {
        if (_output.Log is { } log)
        {
            log.End(reason);
            var limit = reason is RunEndReason.Completed or RunEndReason.Deadline ? LogMilliseconds : StopMilliseconds;
#pragma warning disable VSTHRD002
            if (!_hasGivenUpLog && !log.Ended.Wait(limit))
#pragma warning restore VSTHRD002
            {
                _hasGivenUpLog = true;
                log.GiveUp();
            }
        }
    }

    /// <summary>
    /// Logs an event and queues it for the pipeline thread. An event that nothing shows is dropped where it occurs, so that
    /// 100,000 skipped plates do not wake the pipeline thread for it.
    /// </summary>
    private void Receive(PlateEvent plateEvent)
    {
        _output.Log?.Record(plateEvent);
        if (plateEvent.IsInformation && !_output.ShowsVerbose)
        {
            return;
        }

        try
        {
            _events.Add(plateEvent);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The pipeline has ended, and a worker was slow to stop. Its event is dropped.
        }
    }
}
