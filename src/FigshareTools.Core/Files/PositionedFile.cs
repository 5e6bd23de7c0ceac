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
    private readonly SafeFileHandle _handle;

    private PositionedFile(SafeFileHandle handle) => _handle = handle;

    public static PositionedFile Open(string path) =>
        new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share));

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(byte[] buffer, int count, long position) =>
        RandomAccess.Read(_handle, buffer.AsSpan(0, count), position);

    public void Write(byte[] buffer, int count, long position) =>
        RandomAccess.Write(_handle, buffer.AsSpan(0, count), position);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    /// <summary>Sends everything written so far to the disk itself. May run beside writes.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
#else
    private readonly object _gate = new();
    private readonly FileStream _stream;

    private PositionedFile(FileStream stream) => _stream = stream;

    public static PositionedFile Open(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_share, bufferSize: 1));

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

    public void Write(byte[] buffer, int count, long position)
    {
        lock (_gate)
        {
            _stream.Position = position;
            _stream.Write(buffer, 0, count);
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
