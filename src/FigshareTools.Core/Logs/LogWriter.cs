using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Logs;

/// <summary>Writes the entries of a queue to the file of the log.</summary>
/// <param name="path">The path of the file, for the warning.</param>
/// <param name="file">The file.</param>
/// <param name="line">Formats the lines.</param>
internal sealed class LogWriter(string path, AppendFile file, LogLine line) : IDisposable
{
    // The most that one write call gets. A batch is larger only if the disk was slow or many plates were skipped.
    private const int WriteBytes = 1 << 16;

    private readonly MemoryStream _lines = new();
    private string? _problem;
    private int _hasFailed;

    /// <summary>Writes batches until the last one is written.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Ends the writing without the entries that wait.</param>
    public async Task WriteAsync(LogQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            for (var isLast = false; !isLast;)
            {
                var batch = await queue.TakeAsync(cancellationToken).ConfigureAwait(false);
                Write(batch);
                isLast = batch.IsLast;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run has ended, and the disk did not take the last lines in time.
        }
    }

    /// <summary>The warning about the first lines that could not be written, once; else null.</summary>
    public string? TakeProblem() => Interlocked.Exchange(ref _problem, null);

    /// <summary>Makes the end that is missing the problem, unless the log had one before.</summary>
    public void ReportMissingEnd() => Report("lacks its last lines: the disk did not take them in time");

    public void Dispose() => _lines.Dispose();

    private void Write(LogBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            line.WriteTo(_lines, entry);
            if (_lines.Length >= WriteBytes)
            {
                Append();
            }
        }

        Append();
    }

    private void Append()
    {
        try
        {
            if (_lines.Length > 0)
            {
                file.Append(_lines.GetBuffer(), (int)_lines.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next batch is tried again: a disk that was full may have room then.
            Report($"cannot be written, and lacks lines from now on: {e.Message.TrimEnd('.')}");
        }
        finally
        {
            _lines.SetLength(0);
        }
    }

    private void Report(string problem)
    {
        if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
        {
            Volatile.Write(ref _problem, PrintableText.Of($"the log '{path}' {problem}; the plates are saved all the same."));
        }
    }
}
