using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Files;

/// <summary>
/// Appends on Linux and macOS. .NET's FileMode.Append seeks to the end once and then counts by itself, so that two processes
/// overwrite each other; O_APPEND lets the system find the end with each write.
/// </summary>
internal sealed class UnixAppendFile : AppendFile
{
    private const int WriteOnly = 1;
    private const int Interrupted = 4;
    private const int SeekFromCurrent = 1;
    private static readonly bool s_isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // O_APPEND, O_NONBLOCK and O_CLOEXEC. Without O_NONBLOCK, opening a pipe would wait for its reader.
    private static readonly int s_flags = WriteOnly | (s_isMac ? 0x8 | 0x4 | 0x1000000 : 0x400 | 0x800 | 0x80000);

    private readonly Descriptor _descriptor;

    private UnixAppendFile(Descriptor descriptor) => _descriptor = descriptor;

    public static new UnixAppendFile Open(string path)
    {
        // A pipe is never created, and never opened by .NET, which would wait.
        var descriptor = TryOpen(path, out var error);
        if (error == NoSuchFile)
        {
            using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
            }

            descriptor = TryOpen(path, out error);
        }

        if (descriptor.IsInvalid)
        {
            throw error switch
            {
                NoReader => new IOException("it is a pipe"),
                NotPermitted => new UnauthorizedAccessException(TextOf(error)),
                _ => new IOException(TextOf(error), error),
            };
        }

        if (Seek(descriptor, 0, SeekFromCurrent) < 0)
        {
            descriptor.Dispose();
            throw new IOException("it is a pipe or a terminal");
        }

        return new UnixAppendFile(descriptor);
    }

    public override void Dispose() => _descriptor.Dispose();

    private protected override void Write(byte[] bytes, int count)
    {
        for (var written = 0; written < count;)
        {
            var result = (int)Write(_descriptor, ref bytes[written], new IntPtr(count - written));
            if (result >= 0)
            {
                written += result;
            }
            else if (Marshal.GetLastWin32Error() is var error && error != Interrupted)
            {
                throw new IOException(TextOf(error), error);
            }
        }
    }

    // ENOENT, ENXIO and EACCES are the same on Linux and macOS.
    private const int NoSuchFile = 2;
    private const int NoReader = 6;
    private const int NotPermitted = 13;

    private static string TextOf(int error) => new Win32Exception(error).Message;

    private static Descriptor TryOpen(string path, out int error)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), s_flags);
        error = descriptor < 0 ? Marshal.GetLastWin32Error() : 0;
        return new Descriptor(descriptor);
    }

    // Without O_CREAT, open has no further argument. It returns 32 bits: as a handle, -1 would be another number.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Seek(Descriptor descriptor, long offset, int origin);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Write(Descriptor descriptor, ref byte bytes, IntPtr count);

    private sealed class Descriptor : SafeHandleMinusOneIsInvalid
    {
        public Descriptor(int descriptor)
            : base(ownsHandle: true) => SetHandle(new IntPtr(descriptor));

        protected override bool ReleaseHandle() => Close(handle) == 0;

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Close(IntPtr descriptor);
    }
}
