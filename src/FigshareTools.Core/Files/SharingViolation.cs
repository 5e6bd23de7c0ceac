using System.IO;

namespace FigshareTools.Files;

/// <summary>A file that somebody else has locked.</summary>
internal static class SharingViolation
{
    /// <summary>Whether a lock is why the system refused: ERROR_SHARING_VIOLATION; EAGAIN on Linux and macOS.</summary>
    public static bool IsWhy(IOException e) => unchecked((uint)e.HResult) is 0x80070020 or 11 or 35;
}
