using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>Room on a disk.</summary>
internal static class FreeSpace
{
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

    /// <summary>Whether the system refused a write for want of room: ENOSPC or EDQUOT, ERROR_DISK_FULL and its kin.</summary>
    public static bool IsWhy(IOException e) =>
        unchecked((uint)e.HResult) is 0x80070070 or 0x80070027 or 28 or 122
        || (e.HResult & 0xFFFF) is 0x70 or 0x27;
}
