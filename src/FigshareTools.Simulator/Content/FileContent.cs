using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Simulator;

/// <summary>Content of a file on disk.</summary>
/// <remarks>
/// Every read opens the file. This costs a few microseconds per 256 KiB. In return an article needs no disposal, and
/// the file can be deleted between two reads.
/// </remarks>
internal sealed class FileContent(string path) : SimulatedContent(new FileInfo(path).Length)
{
    private readonly string _path = Path.GetFullPath(path);

    public override int Read(long offset, Span<byte> buffer)
    {
        using var file = File.OpenHandle(
            _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.Read(file, buffer[..Available(offset, buffer.Length)], offset);
    }
}
