using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing;

/// <summary>What the tests of streams share.</summary>
internal static class Streams
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Appends bytes, in as many buffers as they need.</summary>
    public static async Task WriteAsync(this Md5Stream stream, ReadOnlyMemory<byte> bytes)
    {
        do
        {
            var buffer = await stream.RentAsync(Token);
            var count = Math.Min(buffer.Length, bytes.Length);
            bytes[..count].CopyTo(buffer);
            stream.Append(buffer, count);
            bytes = bytes[count..];
        }
        while (!bytes.IsEmpty);
    }

    public static Task<string> DigestAsync(this Md5Stream stream) => stream.FinishAsync(Token).AsTask();

    /// <summary>Random bytes; the same for the same seed.</summary>
    public static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
