using System.IO;

namespace FigshareTools.PartialFiles;

/// <summary>Appends lines to a journal. The file is opened with the first line.</summary>
/// <param name="path">Full path of the journal.</param>
#pragma warning disable CA1001 // The owner calls Close, after which the journal may be opened again.
internal sealed class JournalWriter(string path)
#pragma warning restore CA1001
{
    private FileStream? _stream;

    /// <summary>Appends a line.</summary>
    /// <param name="line">The line, with its line break.</param>
    /// <param name="flush">Whether to flush it to the disk.</param>
    public void Append(byte[] line, bool flush)
    {
        _stream ??= new FileStream(
            path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        // Another run may have appended to the journal; its lines must not be overwritten.
        _stream.Seek(0, SeekOrigin.End);
        _stream.Write(line, 0, line.Length);
        _stream.Flush(flushToDisk: flush);
    }

    /// <summary>Closes the file, so that it can be replaced or deleted.</summary>
    public void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
