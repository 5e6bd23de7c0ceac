using System;
using System.IO;
using System.Text;

namespace FigshareTools.Logs;

/// <summary>What the beginning of a file says about it.</summary>
internal enum LogHeadKind
{
    /// <summary>The file is empty, or begins with nothing but what a power loss leaves of a log.</summary>
    Blank,

    /// <summary>The file is the log of a run.</summary>
    Log,

    /// <summary>The file is something else, to which no line must be added.</summary>
    Other,
}

/// <summary>Tells logs of runs from other files.</summary>
internal static class LogHead
{
    private const int HeadBytes = 4096;

    /// <summary>How each line of a log begins.</summary>
    private static readonly string s_beginning = $"{{\"schema\":{LogLine.Schema},\"time\":\"";

    // A file system may fill the end of a file with zeros after a power loss. An editor may write a byte order mark.
    private static readonly char[] s_ignored = ['\0', ' ', '\t', '\r', '\uFEFF'];

    /// <summary>Reads the beginning of a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system does not allow it.</exception>
    public static LogHeadKind Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[HeadBytes];
        var count = 0;
        for (int read; count < bytes.Length && (read = file.Read(bytes, count, bytes.Length - count)) > 0; count += read)
        {
        }

        return Recognize(Encoding.UTF8.GetString(bytes, 0, count));
    }

    /// <summary>
    /// Recognizes a log by its first line. A line that is torn counts as the beginning of a log if what is left of it does, and
    /// what follows it too.
    /// </summary>
    /// <param name="head">The first characters of the file.</param>
    public static LogHeadKind Recognize(string head)
    {
        foreach (var row in head.Split('\n'))
        {
            var line = row.Trim(s_ignored);
            if (line.StartsWith(s_beginning, StringComparison.Ordinal))
            {
                return LogHeadKind.Log;
            }

            if (!s_beginning.StartsWith(line, StringComparison.Ordinal))
            {
                return LogHeadKind.Other;
            }
        }

        return LogHeadKind.Blank;
    }
}
