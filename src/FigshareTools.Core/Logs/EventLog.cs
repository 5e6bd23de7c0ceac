using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Runs;

namespace FigshareTools.Logs;

/// <summary>
/// Writes what happens in a run to a file of JSON Lines, which docs/log.md describes. A task of its own writes, so that no
/// worker waits for the disk; whatever happened until some milliseconds before survives the end of the process. If the file
/// cannot be written, the run goes on without those lines.
/// </summary>
/// <remarks>Its lock protects the sums, and the lock of the queue is taken while it is held.</remarks>
public sealed class EventLog : IDisposable
{
    /// <summary>The time between two samples of the rate.</summary>
    public static readonly TimeSpan RateInterval = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly LogQueue _queue = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly AppendFile _file;
    private readonly LogWriter _writer;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private RunTotals _totals = new(0, 0, 0, 0, TimeSpan.Zero);
    private RateSample _sample = RateSample.None;
    private RunEndReason? _reason;
    private PlateRun? _run;
    private ITimer? _timer;
    private long _limit;

    private EventLog(AppendFile file, LogWriter writer, RunDescription run)
    {
        _file = file;
        _writer = writer;
        _clock = run.Options.Clock;
        _limit = run.Options.MaximumBytesPerSecond;
        _started = _clock.GetTimestamp();
        _queue.Add(new LogEntry.RunStarted { Time = _clock.GetUtcNow() });
        Ended = Task.Run(() => _writer.WriteAsync(_queue, _giveUp.Token));
    }

    /// <summary>Completes after <see cref="End"/>, when all lines are written.</summary>
    public Task Ended { get; }

    /// <summary>Opens the log of a run and writes its first line.</summary>
    /// <param name="path">Full path of the file, which is created or continued.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="FigshareException">The file cannot be opened, or is not the log of a run.</exception>
    public static EventLog Open(string path, RunDescription run)
    {
        try
        {
            var file = OpenFile(path);
            return new EventLog(file, new LogWriter(path, file, new LogLine(run)), run);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FigshareException(FigshareErrorId.LogNotWritable,
                $"the log '{path}' cannot be written: {e.Message.TrimEnd('.')}; give another path with -LogPath.", e);
        }
    }

    /// <summary>Whether a file is the log of a run, as its first line shows. A file that cannot be read is none.</summary>
    /// <param name="path">Full path of the file, which need not exist.</param>
    public static bool IsLog(string path)
    {
        try
        {
            return File.Exists(path) && LogHead.Read(path) == LogHeadKind.Log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static AppendFile OpenFile(string path)
    {
        var file = AppendFile.Open(path);
        try
        {
            // A manifest or a plate with lines of a log at its end would be damaged.
            return LogHead.Read(path) != LogHeadKind.Other ? file : throw new IOException("it is not the log of a run");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Starts to sample the rate of a run, every <see cref="RateInterval"/> while it works on plates.</summary>
    public void Watch(PlateRun run)
    {
        _run = run;
        _timer = _clock.CreateTimer(_ => AddRate(), null, RateInterval, RateInterval);
    }

    /// <summary>Records an event of the run, on any thread. It never waits.</summary>
    public void Record(PlateEvent plateEvent)
    {
        lock (_lock)
        {
            _totals = _totals.After(plateEvent);
            _limit = plateEvent is PlateEvent.LimitChanged changed ? changed.BytesPerSecond : _limit;
            _queue.Add(new LogEntry.Event(plateEvent) { Time = _clock.GetUtcNow() });
        }
    }

    /// <summary>
    /// Ends the log. The first reason counts: a deadline that ends a run by cancelling it calls <see cref="SetReason"/> before.
    /// </summary>
    /// <param name="reason">Why the run has ended.</param>
    public void End(RunEndReason reason)
    {
        SetReason(reason);
        _timer?.Dispose();
        var progress = _run?.Progress();
        lock (_lock)
        {
            _queue.Complete(new LogEntry.RunEnded(_reason!.Value, _totals with
            {
                Bytes = progress?.DownloadedBytes ?? 0,
                Elapsed = _clock.GetElapsedTime(_started),
            })
            {
                Time = _clock.GetUtcNow(),
            });
        }
    }

    /// <summary>Says why the run is going to end, before it ends.</summary>
    public void SetReason(RunEndReason reason)
    {
        lock (_lock)
        {
            _reason ??= reason;
        }
    }

    /// <summary>The warning that lines could not be written; null if there is none, or if it was taken before.</summary>
    public string? TakeProblem() => _writer.TakeProblem();

    /// <summary>Stops waiting for a disk that does not take the last lines, which <see cref="TakeProblem"/> then says.</summary>
    public void GiveUp()
    {
        _giveUp.Cancel();
        _writer.ReportMissingEnd();
    }

    /// <summary>
    /// Closes the file. What is not written yet is given up: call <see cref="End"/> and await <see cref="Ended"/> before.
    /// </summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _giveUp.Cancel();
        _ = Ended.ContinueWith(
            _ =>
            {
                _writer.Dispose();
                _file.Dispose();
                _queue.Dispose();
                _giveUp.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void AddRate()
    {
        var progress = _run!.Progress();
        lock (_lock)
        {
            _sample = _sample.Next(progress, _clock.GetElapsedTime(_started));
            if (_sample.Plates > 0)
            {
                _queue.Add(new LogEntry.Rate(_sample, _limit) { Time = _clock.GetUtcNow() });
            }
        }
    }
}
