using System;
using System.Buffers;
using System.IO;
using System.Threading;

namespace FigshareTools.Verification;

/// <summary>Hashes what is on disk.</summary>
internal static class FileMd5
{
    private const int BufferBytes = 1 << 20;

    /// <summary>The MD5 of a whole file.</summary>
    public static string Of(string path, Action<long> progress, CancellationToken cancellationToken)
    {
        using var md5 = new RunningMd5();
        using var file = Open(path);
        Append((buffer, count, _) => file.Read(buffer, 0, count), file.Length, md5, progress, cancellationToken);
        return md5.Finish();
    }

    /// <summary>Opens a file to be read from one end to the other, whoever else has it.</summary>
    public static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1,
        FileOptions.SequentialScan);

    /// <summary>Adds the first <paramref name="length"/> bytes of something readable to a hash.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Append(
        Func<byte[], int, long, int> readAt, long length, RunningMd5 md5, Action<long> progress,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (long position = 0; position < length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = readAt(buffer, (int)Math.Min(BufferBytes, length - position), position);
                if (count == 0)
                {
                    throw new EndOfStreamException();
                }

                md5.Append(buffer, count);
                position += count;
                progress(position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
