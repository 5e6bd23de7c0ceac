using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>Hashes files.</summary>
internal static class FileMd5
{
    /// <summary>The MD5 of a whole file.</summary>
    public static async Task<string> ComputeAsync(
        Md5Lanes lanes, string path, Action<long> onProgress, CancellationToken cancellationToken)
    {
        using var md5 = lanes.Open();
        using var file = Open(path);
        await AppendAsync((buffer, count, _) => file.Read(buffer, 0, count), file.Length, md5, onProgress, cancellationToken)
            .ConfigureAwait(false);
        return await md5.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a file for sequential reading, also while other processes have it open.</summary>
    public static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1,
        FileOptions.SequentialScan);

    /// <summary>Appends the first <paramref name="length"/> bytes of a file to a hash.</summary>
    /// <param name="readAt">Reads at a position: the buffer, the number of bytes, the position; returns the bytes read.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="md5">The hash.</param>
    /// <param name="onProgress">Called with the number of bytes appended so far.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static async Task AppendAsync(
        Func<byte[], int, long, int> readAt, long length, Md5Stream md5, Action<long> onProgress,
        CancellationToken cancellationToken)
    {
        for (long position = 0; position < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var buffer = await md5.RentAsync(cancellationToken).ConfigureAwait(false);
            var count = 0;
            try
            {
                count = readAt(buffer, (int)Math.Min(buffer.Length, length - position), position);
            }
            finally
            {
                md5.Append(buffer, count);
            }

            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            position += count;
            onProgress(position);
        }
    }
}
