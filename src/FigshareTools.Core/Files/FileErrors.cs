using System.IO;
using System.Runtime.InteropServices;

namespace FigshareTools.Files;

/// <summary>Recognises the cause of an <see cref="IOException"/> by the system's error number.</summary>
internal static class FileErrors
{
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
}
