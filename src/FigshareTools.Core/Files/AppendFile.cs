using System;
using System.IO;
using System.Runtime.InteropServices;

namespace FigshareTools.Files;

/// <summary>
/// A text file to which whole lines are appended, also by several processes at once. Each <see cref="Append"/> is one write at
/// what is the end of the file at that moment.
/// </summary>
internal abstract class AppendFile : IDisposable
{
    private static readonly byte[] s_lineBreak = [(byte)'\n'];

    private bool _isLineOpen;

    /// <summary>Opens a file, or creates it. Links are followed.</summary>
    /// <exception cref="IOException">It is no file that can be appended to.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system does not allow it.</exception>
    public static AppendFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        AppendFile file = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? WindowsAppendFile.Open(path)
            : UnixAppendFile.Open(path);
        try
        {
            file._isLineOpen = !EndsWithLineBreak(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends lines. A line that an earlier process, or a failed write, has left incomplete is ended first.</summary>
    /// <param name="lines">Whole lines, at the beginning of the array.</param>
    /// <param name="count">The number of bytes.</param>
    /// <exception cref="IOException">The disk is full, or failed. A part may have been written.</exception>
    public void Append(byte[] lines, int count)
    {
        if (_isLineOpen)
        {
            Write(s_lineBreak, s_lineBreak.Length);
        }

        _isLineOpen = true;
        Write(lines, count);
        _isLineOpen = false;
    }

    /// <summary>Closes the file.</summary>
    public abstract void Dispose();

    /// <summary>Writes bytes at the end of the file, in one call where the system takes all of them.</summary>
    private protected abstract void Write(byte[] bytes, int count);

    private static bool EndsWithLineBreak(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
