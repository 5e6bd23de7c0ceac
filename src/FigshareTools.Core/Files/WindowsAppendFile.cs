using System.IO;
using System.Runtime.Versioning;
using System.Security.AccessControl;

namespace FigshareTools.Files;

/// <summary>
/// Appends on Windows. With the right to append, and without the right to write, the system puts each write at the end of the
/// file, whatever other processes have written (NtWriteFile, FILE_APPEND_DATA).
/// </summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal sealed class WindowsAppendFile : AppendFile
{
    // 1: FileStream has no buffer of its own.
    private const int NoBuffer = 1;

    private readonly FileStream _stream;

    private WindowsAppendFile(FileStream stream) => _stream = stream;

    public static new WindowsAppendFile Open(string path)
    {
        const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
#if NET
        return new WindowsAppendFile(new FileInfo(path).Create(
            FileMode.OpenOrCreate, FileSystemRights.AppendData, Share, NoBuffer, FileOptions.None, fileSecurity: null));
#else
        return new WindowsAppendFile(new FileStream(
            path, FileMode.OpenOrCreate, FileSystemRights.AppendData, Share, NoBuffer, FileOptions.None));
#endif
    }

    public override void Dispose() => _stream.Dispose();

    private protected override void Write(byte[] bytes, int count)
    {
        _stream.Write(bytes, 0, count);
        _stream.Flush();
    }
}
