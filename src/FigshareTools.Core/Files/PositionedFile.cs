using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Files;

/// <summary>
/// A file that is written at given positions and can be flushed meanwhile. While it is open, no other process can open it, if
/// the file system's locks work; it can be renamed.
/// </summary>
internal sealed class PositionedFile : IDisposable
{
    // On Unix only FileShare.None takes the exclusive lock. On Windows only FileShare.Delete allows a rename.
    private static readonly FileShare s_share =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Delete : FileShare.None;

#if NET
    // For a smaller file, reserving space costs more than it saves.
    private const long MinimumReserve = 16L << 20;

    private readonly SafeFileHandle _handle;

    private PositionedFile(SafeFileHandle handle, long reserved)
    {
        _handle = handle;
        Reserved = reserved;
    }

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="reserve">
    /// Bytes to reserve for a new file, so that it is contiguous on disk and the disk cannot fill up meanwhile. The length of
    /// the file stays 0 (FALLOC_FL_KEEP_SIZE on Linux, FileAllocationInfo on Windows). Some file systems reserve nothing.
    /// </param>
    /// <exception cref="IOException">The file cannot be opened, or the disk does not have that much space.</exception>
    public static PositionedFile Open(string path, long reserve)
    {
        if (reserve >= MinimumReserve && !File.Exists(path))
        {
            try
            {
                return new(
                    File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, s_share, FileOptions.None, reserve), reserve);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process has just created it.
            }
        }

        return new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share), reserved: 0);
    }

    /// <summary>Bytes that are reserved for the file.</summary>
    public long Reserved { get; }

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(byte[] buffer, int count, long position) =>
        RandomAccess.Read(_handle, buffer.AsSpan(0, count), position);

    public void Write(byte[] buffer, int offset, int count, long position) =>
        RandomAccess.Write(_handle, buffer.AsSpan(offset, count), position);

    /// <summary>Truncates the file. Reserved space behind the new end is released.</summary>
    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    /// <summary>Flushes everything written so far to the disk. May run beside writes.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
#else
    private readonly object _lock = new();
    private readonly FileStream _stream;

    private PositionedFile(FileStream stream) => _stream = stream;

    /// <summary>Opens a file, or creates it. .NET Framework cannot reserve space without changing the length.</summary>
    public static PositionedFile Open(string path, long reserve) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share, bufferSize: 1));

    public long Reserved { get; }

    public long Length
    {
        get
        {
            lock (_lock)
            {
                return _stream.Length;
            }
        }
    }

    public int Read(byte[] buffer, int count, long position)
    {
        lock (_lock)
        {
            _stream.Position = position;
            return _stream.Read(buffer, 0, count);
        }
    }

    public void Write(byte[] buffer, int offset, int count, long position)
    {
        lock (_lock)
        {
            _stream.Position = position;
            _stream.Write(buffer, offset, count);
        }
    }

    public void SetLength(long length)
    {
        lock (_lock)
        {
            _stream.SetLength(length);
        }
    }

    /// <summary>Flushes everything written so far to the disk. Writes wait meanwhile.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _stream.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _stream.Dispose();
#endif
}
