using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Pipeline;

/// <summary>
/// Stands between the workers of a run and the pipeline thread: plates go in while rows arrive, results and errors come out
/// as they happen, and whatever ends the pipeline early ends the run before it is let through.
/// </summary>
internal sealed class PlateRunPipeline : IDisposable
{
    private const int TickMilliseconds = 200;

    // Stopping waits this long for partial files to be closed; a disk that hangs does not hang the shell.
    private const int LeaveMilliseconds = 1800;

    private readonly BlockingCollection<PlateEvent> _events = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<PlateEvent> _write;
    private readonly PlateRun _run;
    private readonly RunProgressBars? _bars;
    private bool _left;

    /// <param name="cmdlet">Whose pipeline it is.</param>
    /// <param name="write">Writes what happened; called on the pipeline thread, for every plate.</param>
    /// <param name="start">Makes the run, which tells the pump what happens; the pump frees it.</param>
    /// <param name="title">What the run does, as its progress bar says it; null when nobody sees progress, for which then
    /// nothing is computed.</param>
    public PlateRunPipeline(
        Cmdlet cmdlet, Action<PlateEvent> write, Func<Action<PlateEvent>, PlateRun> start, string? title)
    {
        _write = write;
        _run = start(Receive);
        _bars = title is null ? null : new RunProgressBars(cmdlet, TimeProvider.System, title);
    }

    /// <summary>Queues a plate, writing what is ready, and waiting while the queue is full.</summary>
    /// <param name="tryAdd">Adds it to the run; false when the queue is full.</param>
    public void Add(Func<bool> tryAdd) => Guarded(() =>
    {
        while (!tryAdd())
        {
            WriteNext();
        }

        while (_events.TryTake(out var message))
        {
            _write(message);
        }

        _bars?.Tick(_run);
    });

    /// <summary>Writes until the last plate has ended.</summary>
    public void Finish() => Guarded(() =>
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
    });

    /// <summary>Asks the run to stop; called from another thread.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _run.Cancel();
    }

    public void Dispose()
    {
        LeaveRun();
        _stop.Dispose();
        _events.Dispose();
    }

    private void WriteNext()
    {
        if (_events.TryTake(out var message, TickMilliseconds, _stop.Token))
        {
            _write(message);
        }

        _bars?.Tick(_run);
    }

    /// <summary>
    /// -ErrorAction Stop, Select-Object -First and Ctrl+C leave through exceptions that must pass, but not before the
    /// workers are gone.
    /// </summary>
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LeaveRun();
            throw new PipelineStoppedException();
        }
        catch
        {
            LeaveRun();
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
            // Nobody looks any more.
        }
    }

    private void LeaveRun()
    {
        if (_left)
        {
            return;
        }

        _left = true;
        _run.Cancel();
        if (_run.Ended.Wait(LeaveMilliseconds))
        {
            _run.Dispose();
        }
    }

    private void Receive(PlateEvent message)
    {
        try
        {
            _events.Add(message);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The pipeline has left; a worker that was slow to stop has nobody to tell any more.
        }
    }
}
