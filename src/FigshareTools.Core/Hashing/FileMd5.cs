using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Hashing;

/// <summary>Hashes what is on disk.</summary>
internal static class FileMd5
{
    /// <summary>The MD5 of a whole file.</summary>
    public static async Task<string> OfAsync(
        Md5Lanes lanes, string path, Action<long> progress, CancellationToken cancellationToken)
    {
        using var md5 = lanes.Open();
        using var file = Open(path);
        await AppendAsync((buffer, count, _) => file.Read(buffer, 0, count), file.Length, md5, progress, cancellationToken)
            .ConfigureAwait(false);
        return await md5.FinishAsync(isPatient: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a file to be read from one end to the other, whoever else has it.</summary>
    public static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1,
        FileOptions.SequentialScan);

    /// <summary>Adds the first <paramref name="length"/> bytes of something readable to a hash.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static async Task AppendAsync(
        Func<byte[], int, long, int> readAt, long length, Md5Stream md5, Action<long> progress,
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
            progress(position);
        }
    }
}
