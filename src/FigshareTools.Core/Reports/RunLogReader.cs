using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace FigshareTools.Reports;

/// <summary>
/// Reads run logs. Lines of several runs may alternate, and a run that was killed has no last line, or a torn one.
/// </summary>
internal static class RunLogReader
{
    /// <summary>Reads a log.</summary>
    /// <param name="text">The log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="path">The path of the log; null when it is no file.</param>
    /// <returns>The runs in the order of their start. None when the text is not a run log.</returns>
    public static IReadOnlyList<ReportRun> Read(TextReader text, CancellationToken cancellationToken, string? path = null)
    {
        var runs = new Dictionary<string, RunBuilder>(StringComparer.Ordinal);
        while (text.ReadLine() is { } row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RunLogLine.Parse(row) is not { } line)
            {
                continue;
            }

            if (!runs.TryGetValue(line.Run, out var run))
            {
                runs.Add(line.Run, run = new RunBuilder(path));
            }

            run.Add(line);
        }

        return [.. runs.Values.Select(run => run.Build()).OrderBy(run => run.Started)];
    }

    /// <summary>Reads a log file. The file may be one that a run is still writing.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FigshareException">The file cannot be read, or is not a run log.</exception>
    public static IReadOnlyList<ReportRun> ReadFile(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(file, Encoding.UTF8);
            var runs = Read(text, cancellationToken, path);
            return runs.Count > 0 ? runs : throw new FigshareException(FigshareErrorId.InvalidLog,
                $"'{path}' has no line of a run log; give the file that Save-FigsharePlate -LogPath wrote.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var cause = Directory.Exists(path) ? "it is a folder" : e.Message.TrimEnd('.');
            throw new FigshareException(FigshareErrorId.FileAccess,
                $"'{path}' cannot be read: {cause}; check the path and the rights on the file.", e);
        }
    }
}
