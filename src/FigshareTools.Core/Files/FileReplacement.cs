using System.IO;
#if !NET
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
#endif

namespace FigshareTools.Files;

/// <summary>Renames files in one step. No other code of the engine renames files.</summary>
internal static class FileReplacement
{
    /// <summary>Renames a file to a name that no file has.</summary>
    /// <exception cref="IOException">A file has the name, or the system refuses.</exception>
    public static void MoveToFreeName(string source, string target) => File.Move(source, target);

    /// <summary>Renames a file, in place of a file that has the name. Both names are on the same file system.</summary>
    /// <param name="source">Full path of the file. On .NET Framework it must be closed.</param>
    /// <param name="target">Full path of the new name.</param>
    /// <exception cref="IOException">The system refuses; <see cref="System.Exception.HResult"/> says why.</exception>
    /// <exception cref="System.UnauthorizedAccessException">A right is missing, or the target is a folder.</exception>
    public static void Replace(string source, string target)
    {
#if NET
        File.Move(source, target, overwrite: true);
#else
        // File.Replace of .NET Framework copies the access rights of the old file to the new one. On a share where a user
        // may modify files but not change rights, it fails.
        var moved = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? MoveFileEx(source, target, ReplaceExisting | WriteThrough)
            : Rename(Utf8(source), Utf8(target)) == 0;
        if (!moved)
        {
            throw ErrorOf(Marshal.GetLastWin32Error(), target);
        }
#endif
    }
#if !NET

    private const uint ReplaceExisting = 0x1;
    private const uint WriteThrough = 0x8;
    private const int WindowsAccessDenied = 5;
    private const int UnixNotPermitted = 1;
    private const int UnixAccessDenied = 13;

    private static Exception ErrorOf(int error, string target)
    {
        var isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        var message = $"'{target}' cannot be replaced: {new Win32Exception(error).Message.TrimEnd('.')}";
        return (isWindows ? error == WindowsAccessDenied : error is UnixNotPermitted or UnixAccessDenied)
            ? new UnauthorizedAccessException(message)
            : new IOException(message, isWindows ? unchecked((int)0x80070000) | error : error);
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("kernel32.dll", EntryPoint = "MoveFileExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileEx(string existingName, string newName, uint flags);

    // Systems other than Windows run this build in tests only.
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] oldName, byte[] newName);
#endif
}
