#if NET
using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Files;

/// <summary>
/// Asks Linux to start writing a file's changed pages to the disk, so that a later flush finds little to do. It is no flush:
/// nothing can be said about the bytes until one has succeeded. Other systems are not asked.
/// </summary>
internal static class EarlyWriteOut
{
    // SYNC_FILE_RANGE_WRITE alone. With a flag to wait, the system would report a failure here, and not to the next flush.
    private const uint StartOnly = 2;

    // EIO, ENOSPC and EDQUOT of Linux.
    private const int Broken = 5;
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    /// <summary>Starts to write the bytes before a position.</summary>
    /// <returns>False when the system or the file system refuses it. A flush does all the work then.</returns>
    /// <exception cref="IOException">Bytes could not be written.</exception>
    public static bool TryStart(SafeFileHandle file, long end)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            if (SyncFileRange(file, 0, end, StartOnly) == 0)
            {
                return true;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the call.
            return false;
        }

        var error = Marshal.GetLastPInvokeError();
        return IsFailure(error) ? throw new IOException(new Win32Exception(error).Message, error) : false;
    }

    /// <summary>Whether an error means that bytes could not be written, and not that the call is unknown or forbidden.</summary>
    /// <param name="error">The number of the error on Linux.</param>
    public static bool IsFailure(int error) => error is Broken or NoSpace or OverQuota;

    [DllImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFileRange(SafeFileHandle file, long offset, long count, uint flags);
}
#endif
