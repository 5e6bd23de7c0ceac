using System.IO;
using System.Runtime.InteropServices;

namespace FigshareTools.Files;

/// <summary>Recognises the cause of an <see cref="IOException"/> by the system's error number.</summary>
internal static class FileErrors
{
    // COR_E_IO
    private const int NoNumber = unchecked((int)0x80131620);

    private static int DiskFullNumber =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? unchecked((int)0x80070070) : 28;

    /// <summary>Whether another handle has the file locked: ERROR_SHARING_VIOLATION; EAGAIN on Linux and macOS.</summary>
    public static bool IsSharingViolation(IOException e) => unchecked((uint)e.HResult) is 0x80070020 or 11 or 35;

    /// <summary>Whether something has the name of a file to create: ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS; EEXIST.</summary>
    public static bool IsFileExists(IOException e) => unchecked((uint)e.HResult) is 0x80070050 or 0x800700B7 or 17;

    /// <summary>
    /// Whether the disk is full: ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL; ENOSPC and EDQUOT, whose number differs on macOS.
    /// </summary>
    public static bool IsDiskFull(IOException e) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? unchecked((uint)e.HResult) is 0x80070070 or 0x80070027
        : e.HResult == 28 || e.HResult == (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 69 : 122);

    /// <summary>
    /// The failure of a file's creation with reserved space. .NET gives it no error number (seen with .NET 10.0.12), so the free
    /// space says whether the disk is full or the file system has no files of that length.
    /// </summary>
    /// <param name="e">The failure.</param>
    /// <param name="reserve">The bytes to reserve.</param>
    /// <param name="free">The free bytes of the disk; null where the system does not report them.</param>
    public static IOException OfReservation(IOException e, long reserve, long? free) =>
        e.HResult == NoNumber && free < reserve ? new IOException(e.Message, DiskFullNumber) : e;
}
