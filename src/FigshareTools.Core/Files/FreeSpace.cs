using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>The free space of disks.</summary>
internal static class FreeSpace
{
    private const long MaximumReserve = 1L << 30;

    /// <summary>Bytes that are free for this user on the disk of a folder; null where the system does not report them.</summary>
    public static long? At(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // .NET Framework reports the space of drives, not of \\server\share.
            return null;
        }
    }

    /// <summary>
    /// The free bytes that a run may use. The last percent of a disk, at most 1 GiB, stays free for other programs. Null where
    /// the system does not report them.
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
}
