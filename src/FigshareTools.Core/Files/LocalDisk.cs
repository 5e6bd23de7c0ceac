using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>
/// Tells disks of this machine from file systems of others. A server that no longer answers lets each call for its files hang
/// without end, and no thread that users wait for may make such a call.
/// </summary>
internal static class LocalDisk
{
    /// <summary>Whether a folder is known to be on a disk or in memory of this machine. May itself wait for a server.</summary>
    public static bool Contains(string folder)
    {
        try
        {
            // Windows knows types of drives, and takes no \\server\share.
            var drive = new DriveInfo(Path.DirectorySeparatorChar == '\\' ? Path.GetPathRoot(folder)! : folder);
            return drive.DriveType is DriveType.Fixed or DriveType.Ram;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
