using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Files;

/// <summary>A file on a disk of this machine or on a share.</summary>
internal sealed class PositionedFile : IPositionedFile
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    // On Unix only FileShare.None takes the exclusive lock. On Windows only FileShare.Delete allows a rename.
    private static readonly FileShare s_exclusive =
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

    /// <summary>Creates a file that no other process can open, if locks work; it can be renamed.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="reserve">
    /// Bytes to reserve, so that the file is contiguous on disk and the disk cannot fill up meanwhile. The length of the file
    /// stays 0 (FALLOC_FL_KEEP_SIZE on Linux, FileAllocationInfo on Windows). Some file systems reserve nothing.
    /// </param>
    /// <exception cref="IOException">The file exists, or the disk does not have that much space.</exception>
    public static PositionedFile Create(string path, long reserve)
    {
        var reserved = reserve >= MinimumReserve ? reserve : 0;
        try
        {
            var handle = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, s_exclusive, FileOptions.None, reserved);
            return new(handle, reserved);
        }
        catch (IOException e) when (reserved > 0)
        {
            throw FileErrors.OfReservation(e, reserved, FreeSpace.At(Path.GetDirectoryName(path)!));
        }
    }

    /// <summary>Opens an existing file as <see cref="Create"/> does.</summary>
    public static PositionedFile Open(string path) =>
        new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, s_exclusive), reserved: 0);

    /// <summary>Creates a file that other processes may read and replace. On Unix, only this user can read it.</summary>
    public static PositionedFile CreateShared(string path)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, Shared);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new(handle, reserved: 0);
    }

    public long Reserved { get; }

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(byte[] buffer, int count, long position) =>
        RandomAccess.Read(_handle, buffer.AsSpan(0, count), position);

    public void Write(byte[] buffer, int offset, int count, long position) =>
        RandomAccess.Write(_handle, buffer.AsSpan(offset, count), position);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void StartWriteOut(long end) => _ = EarlyWriteOut.TryStart(_handle, end);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
#else
    private readonly object _lock = new();
    private readonly FileStream _stream;

    private PositionedFile(FileStream stream) => _stream = stream;

    /// <summary>Creates a file. .NET Framework cannot reserve space without changing the length.</summary>
    public static PositionedFile Create(string path, long reserve) => Open(path, FileMode.CreateNew, s_exclusive);

    /// <summary>Opens an existing file as <see cref="Create"/> does.</summary>
    public static PositionedFile Open(string path) => Open(path, FileMode.Open, s_exclusive);

    /// <summary>Creates a file that other processes may read and replace.</summary>
    public static PositionedFile CreateShared(string path) => Open(path, FileMode.CreateNew, Shared);

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

    /// <summary>Does nothing: Windows has no such call.</summary>
    public void StartWriteOut(long end)
    {
    }

    /// <summary>Flushes the file. Writes wait meanwhile.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _stream.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _stream.Dispose();

    private static PositionedFile Open(string path, FileMode mode, FileShare share) =>
        new(new FileStream(path, mode, FileAccess.ReadWrite, share, bufferSize: 1));
#endif
}
