using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>The bytes of a partial file: the file on disk, and which of its bytes were written.</summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
internal sealed class PartialContent : IDisposable
{
    private readonly object _lock = new();
    private readonly string _path;
    private readonly long _expectedLength;
    private readonly PartialFlush _flush;
    private PositionedFile _file;
    private ByteRangeSet _written = new();

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="IOException">Another process has it open, or the disk is full.</exception>
    public PartialContent(string path, long expectedLength, PartialJournal journal, TimeProvider clock)
    {
        _path = path;
        _expectedLength = expectedLength;
        _file = PositionedFile.Open(path, expectedLength);
        _flush = new PartialFlush(journal, clock);
    }

    /// <summary>The number of bytes from zero without a gap.</summary>
    public long ContiguousLength
    {
        get
        {
            lock (_lock)
            {
                return _written.ContiguousLength;
            }
        }
    }

    /// <summary>The number of bytes that are on disk.</summary>
    public long WrittenBytes
    {
        get
        {
            lock (_lock)
            {
                return _written.Total;
            }
        }
    }

    /// <summary>The length of the file on disk, including gaps.</summary>
    public long FileLength => _file.Length;

    /// <summary>Bytes of the disk that are reserved for the file.</summary>
    public long Reserved => _file.Reserved;

    /// <summary>The ranges that a file of the given length lacks, in order.</summary>
    public List<ByteRange> MissingOf(long length)
    {
        lock (_lock)
        {
            return _written.MissingOf(length);
        }
    }

    /// <summary>The ranges that were written; see <see cref="ByteRangeSet.ToPairs"/>.</summary>
    public long[] ToPairs()
    {
        lock (_lock)
        {
            return _written.ToPairs();
        }
    }

    /// <summary>Writes bytes, and starts a flush when one is due. Several threads may write, each its own range.</summary>
    public void Write(byte[] buffer, int offset, int count, long position)
    {
        _file.Write(buffer, offset, count, position);
        lock (_lock)
        {
            _written.Add(position, position + count);
            _flush.StartIfDue(_file, _written);
        }
    }

    /// <summary>Reads bytes at a position; returns their number, 0 at the end of the file.</summary>
    public int Read(byte[] buffer, int count, long position) => _file.Read(buffer, count, position);

    /// <summary>Truncates the file and releases reserved space behind its end.</summary>
    public void SetLength(long length) => _file.SetLength(length);

    /// <summary>Flushes the file to the disk.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Waits for a flush that is running, and rethrows its failure.</summary>
    public Task WaitForFlushAsync()
    {
        lock (_lock)
        {
            return _flush.WaitAsync();
        }
    }

    /// <summary>Declares which bytes of the file count as written.</summary>
    public void Restore(ByteRangeSet written)
    {
        lock (_lock)
        {
            _written = written;
            _flush.Reset(written.Total);
        }
    }

    /// <summary>Continues with a new, empty file.</summary>
    public void Recreate()
    {
        _file.Dispose();
        File.Delete(_path);
        _file = PositionedFile.Open(_path, _expectedLength);
    }

    public void Dispose() => _file.Dispose();
}
