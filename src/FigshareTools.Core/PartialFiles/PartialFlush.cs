using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Flushes a partial file beside the download, every 256 MiB or 15 seconds, and records it in the journal. In between it starts
/// to write out what was written; see <see cref="FlushPolicy"/>.
/// </summary>
/// <remarks>Not thread-safe: <see cref="PartialContent"/> calls it under its lock.</remarks>
/// <param name="file">The partial file.</param>
/// <param name="journal">Its journal.</param>
/// <param name="flushFolder">Makes the names of both files durable.</param>
/// <param name="clock">The clock.</param>
internal sealed class PartialFlush(IPositionedFile file, PartialJournal journal, Func<Task> flushFolder, TimeProvider clock)
{
    private Task _running = Task.CompletedTask;
    private long _flushTotal;
    private long _flushTime = clock.GetTimestamp();
    private long _writeOutTotal;
    private bool _isFolderFlushed;
    private volatile bool _hasFailed;

    /// <summary>
    /// Whether a flush or a write-out has failed. The system then drops the bytes that it could not write and reports the failure
    /// only once, so that no byte of the file can be trusted any more.
    /// </summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Sets the number of bytes from which the next interval counts.</summary>
    public void Reset(long total) => (_flushTotal, _writeOutTotal) = (total, total);

    /// <summary>Starts a flush or a write-out if one is due and none is running.</summary>
    public void StartIfDue(ByteRangeSet written)
    {
        if (!_running.IsCompleted)
        {
            return;
        }

        var action = FlushPolicy.Decide(
            written.Total - _flushTotal, written.Total - _writeOutTotal, clock.GetElapsedTime(_flushTime));
        if (action == FlushAction.None)
        {
            return;
        }

        if (_running.Exception is { InnerException: { } failure })
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }

        _writeOutTotal = written.Total;
        if (action == FlushAction.WriteOut)
        {
            _running = StartWriteOutAsync(written.End);
            return;
        }

        var ranges = written.ToPairs();
        _flushTotal = written.Total;
        _flushTime = clock.GetTimestamp();
        _running = StartAsync(ranges);
    }

    /// <summary>Waits for the flush or write-out that is running, and rethrows its failure.</summary>
    public Task WaitAsync() => _running;

    /// <summary>Flushes the file on this thread.</summary>
    public void Flush() => RequireSuccess(file.Flush);

    /// <remarks>In the caller, the closure would be created for every write.</remarks>
    private Task StartAsync(long[] ranges) => Task.Run(() => FlushAsync(ranges));

    private Task StartWriteOutAsync(long end) => Task.Run(() => RequireSuccess(() => file.StartWriteOut(end)));

    private async Task FlushAsync(long[] ranges)
    {
        Flush();
        if (!_isFolderFlushed)
        {
            await flushFolder().ConfigureAwait(false);
            _isFolderFlushed = true;
        }

        journal.RequireOwnership();
        journal.Append(state => state with { Flushed = ranges }, flush: true);
    }

    private void RequireSuccess(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            _hasFailed = true;
            throw;
        }
    }
}
