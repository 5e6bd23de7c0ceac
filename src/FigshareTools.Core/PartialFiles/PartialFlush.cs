using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>Flushes a partial file beside the download, every 256 MiB or 15 seconds, and records it in the journal.</summary>
/// <remarks>Not thread-safe: <see cref="PartialFile"/> calls it under its lock.</remarks>
internal sealed class PartialFlush(PartialJournal journal, TimeProvider clock)
{
    private const long IntervalBytes = 256L << 20;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);

    private Task _running = Task.CompletedTask;
    private long _lastTotal;
    private long _lastTime = clock.GetTimestamp();

    /// <summary>Sets the number of bytes from which the next interval counts.</summary>
    public void Reset(long total) => _lastTotal = total;

    /// <summary>Starts a flush if one is due and none is running.</summary>
    public void StartIfDue(PositionedFile file, ByteRangeSet written)
    {
        if (!_running.IsCompleted
            || (written.Total - _lastTotal < IntervalBytes && clock.GetElapsedTime(_lastTime) < s_interval))
        {
            return;
        }

        if (_running.Exception is { InnerException: { } failure })
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }

        var ranges = written.ToPairs();
        _lastTotal = written.Total;
        _lastTime = clock.GetTimestamp();
        _running = Task.Run(() =>
        {
            file.Flush();
            journal.RequireOwnership();
            journal.Append(state => state with { Flushed = ranges });
        });
    }

    /// <summary>Waits for the flush that is running, and rethrows its failure.</summary>
    public Task WaitAsync() => _running;
}
