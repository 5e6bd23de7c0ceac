using System;
using System.IO;
using System.Runtime.InteropServices;

namespace FigshareTools.Files;

/// <summary>Room on a disk.</summary>
internal static class FreeSpace
{
    private const long MaximumReserve = 1L << 30;

    /// <summary>Free bytes for this user where <paramref name="folder"/> lies; null where the system does not tell.</summary>
    public static long? At(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // .NET Framework knows drives only, not \\server\share.
            return null;
        }
    }

    /// <summary>
    /// What of them may be used up: the last percent of a disk, and at most 1 GiB, is left to others. Null where the system
    /// does not tell.
    /// </summary>
    public static long? UsableAt(string folder)
    {
        try
        {
            return At(folder) is { } free ? free - Math.Min(MaximumReserve, new DriveInfo(folder).TotalSize / 100) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the system refused a write for want of room: ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL; ENOSPC and EDQUOT,
    /// which has another number on macOS.
    /// </summary>
    public static bool IsWhy(IOException e) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? unchecked((uint)e.HResult) is 0x80070070 or 0x80070027
        : e.HResult == 28 || e.HResult == (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 69 : 122);
}
