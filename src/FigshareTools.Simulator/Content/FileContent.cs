using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Simulator;

/// <remarks>
/// Every read opens the file anew. That costs a few microseconds in 256 KiB, and in return an article owns nothing that
/// would have to be disposed, and the file can be deleted as soon as nobody reads it.
/// </remarks>
internal sealed class FileContent(string path) : SimulatedContent(new FileInfo(path).Length)
{
    private readonly string _path = Path.GetFullPath(path);

    public override int Read(long offset, Span<byte> buffer)
    {
        using SafeFileHandle file = File.OpenHandle(
            _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.Read(file, buffer[..Available(offset, buffer.Length)], offset);
    }
}
