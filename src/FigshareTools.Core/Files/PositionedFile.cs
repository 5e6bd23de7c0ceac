using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Files;

/// <summary>
/// A file that is written at given positions and may be flushed meanwhile. While it is open, no other process can open it,
/// as far as the file system's locks hold; it can be renamed.
/// </summary>
internal sealed class PositionedFile : IDisposable
{
    // On Unix only FileShare.None takes the exclusive lock; on Windows only FileShare.Delete allows the rename.
    private static readonly FileShare s_share =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Delete : FileShare.None;

#if NET
    // Below this, asking for room costs more than it saves.
    private const long MinimumReserve = 16L << 20;

    private readonly SafeFileHandle _handle;

    private PositionedFile(SafeFileHandle handle, long reserved)
    {
        _handle = handle;
        Reserved = reserved;
    }

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="reserve">
    /// Bytes to set aside for a new file, so that it lies in one piece and the disk cannot fill up under it. Its length stays
    /// 0 (FALLOC_FL_KEEP_SIZE on Linux, FileAllocationInfo on Windows); file systems that cannot do it, do not.
    /// </param>
    /// <exception cref="IOException">It cannot be opened, or there is not that much room.</exception>
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
                // Somebody else has just made it.
            }
        }

        return new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share), reserved: 0);
    }

    /// <summary>Bytes that were set aside for it.</summary>
    public long Reserved { get; }

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(byte[] buffer, int count, long position) =>
        RandomAccess.Read(_handle, buffer.AsSpan(0, count), position);

    public void Write(byte[] buffer, int offset, int count, long position) =>
        RandomAccess.Write(_handle, buffer.AsSpan(offset, count), position);

    /// <summary>Cuts the file; what was set aside behind it is given back.</summary>
    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    /// <summary>Sends everything written so far to the disk itself. May run beside writes.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
#else
    private readonly object _gate = new();
    private readonly FileStream _stream;

    private PositionedFile(FileStream stream) => _stream = stream;

    /// <summary>Opens a file, or makes it. .NET Framework has no way to set room aside without giving the file its length.</summary>
    public static PositionedFile Open(string path, long reserve) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share, bufferSize: 1));

    public long Reserved { get; }

    public long Length
    {
        get
        {
            lock (_gate)
            {
                return _stream.Length;
            }
        }
    }

    public int Read(byte[] buffer, int count, long position)
    {
        lock (_gate)
        {
            _stream.Position = position;
            return _stream.Read(buffer, 0, count);
        }
    }

    public void Write(byte[] buffer, int offset, int count, long position)
    {
        lock (_gate)
        {
            _stream.Position = position;
            _stream.Write(buffer, offset, count);
        }
    }

    public void SetLength(long length)
    {
        lock (_gate)
        {
            _stream.SetLength(length);
        }
    }

    /// <summary>Sends everything written so far to the disk itself. Writes wait meanwhile.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _stream.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _stream.Dispose();
#endif
}
