using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>The bytes of a partial file: the file on disk, and which of its bytes were written.</summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
/// <param name="file">The file, which only this writer has open.</param>
/// <param name="flush">Flushes it.</param>
internal sealed class PartialContent(IPositionedFile file, PartialFlush flush) : IDisposable
{
    private readonly object _lock = new();
    private ByteRangeSet _written = new();

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
    public long FileLength => file.Length;

    /// <summary>Whether the disk may have lost bytes that were written; see <see cref="PartialFlush.HasFailed"/>.</summary>
    public bool IsSuspect => flush.HasFailed;

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
        file.Write(buffer, offset, count, position);
        lock (_lock)
        {
            _written.Add(position, position + count);
            flush.StartIfDue(_written);
        }
    }

    /// <summary>Reads bytes at a position; returns their number, 0 at the end of the file.</summary>
    public int Read(byte[] buffer, int count, long position) => file.Read(buffer, count, position);

    /// <summary>Truncates the file and releases reserved space behind its end.</summary>
    public void SetLength(long length) => file.SetLength(length);

    /// <summary>Flushes the file to the disk.</summary>
    public void Flush() => flush.Flush();

    /// <summary>Waits for a flush that is running, and rethrows its failure.</summary>
    public Task WaitForFlushAsync()
    {
        lock (_lock)
        {
            return flush.WaitAsync();
        }
    }

    /// <summary>Declares which bytes of the file count as written.</summary>
    public void Restore(ByteRangeSet written)
    {
        lock (_lock)
        {
            _written = written;
            flush.Reset(written.Total);
        }
    }

    public void Dispose() => file.Dispose();
}
