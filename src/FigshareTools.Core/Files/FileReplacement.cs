using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
#if !NET
using System.Text;
#endif

namespace FigshareTools.Files;

/// <summary>Renames files in one step. No other code of the engine renames files.</summary>
internal static class FileReplacement
{
    private const uint ReplaceExisting = 0x1;
    private const uint WriteThrough = 0x8;
    private const int WindowsAccessDenied = 5;
    private const int WindowsFileNotFound = 2;
    private const int WindowsPathNotFound = 3;

    /// <summary>Renames a file to a name that no file has.</summary>
    /// <exception cref="IOException">A file has the name, or the system refuses.</exception>
    public static void MoveToFreeName(string source, string target) => File.Move(source, target);

    /// <summary>
    /// Renames a file, in place of a file that has the name. Both names are on the same file system. On Windows, the rename is
    /// on the disk when this returns.
    /// </summary>
    /// <param name="source">Full path of the file. On .NET Framework it must be closed.</param>
    /// <param name="target">Full path of the new name.</param>
    /// <exception cref="IOException">The system refuses; <see cref="Exception.HResult"/> says why.</exception>
    /// <exception cref="UnauthorizedAccessException">A right is missing, or the target is a folder.</exception>
    public static void Replace(string source, string target)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // File.Replace of .NET Framework copies the access rights of the old file to the new one. On a share where a user
            // may modify files but not change rights, it fails. File.Move of .NET does not write through.
            if (!MoveFileEx(source, target, ReplaceExisting | WriteThrough))
            {
                throw WindowsFailure(Marshal.GetLastWin32Error(), target);
            }

            return;
        }

#if NET
        File.Move(source, target, overwrite: true);
#else
        if (Rename(Utf8(source), Utf8(target)) != 0)
        {
            throw UnixFailure(Marshal.GetLastWin32Error(), target);
        }
#endif
    }

    private static Exception WindowsFailure(int error, string target) => error switch
    {
        WindowsAccessDenied => new UnauthorizedAccessException(Describe(error, target)),
        WindowsFileNotFound => new FileNotFoundException(Describe(error, target)),
        WindowsPathNotFound => new DirectoryNotFoundException(Describe(error, target)),
        _ => new IOException(Describe(error, target), unchecked((int)0x80070000) | error),
    };

    private static string Describe(int error, string target) =>
        $"'{target}' cannot be replaced: {new Win32Exception(error).Message.TrimEnd('.')}";

    [DllImport("kernel32.dll", EntryPoint = "MoveFileExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileEx(string existingName, string newName, uint flags);
#if !NET

    // Systems other than Windows run this build in tests only.
    private const int UnixNotPermitted = 1;
    private const int UnixNotFound = 2;
    private const int UnixAccessDenied = 13;

    private static Exception UnixFailure(int error, string target) => error switch
    {
        UnixNotPermitted or UnixAccessDenied => new UnauthorizedAccessException(Describe(error, target)),
        UnixNotFound => new FileNotFoundException(Describe(error, target)),
        _ => new IOException(Describe(error, target), error),
    };

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] oldName, byte[] newName);
#endif
}
