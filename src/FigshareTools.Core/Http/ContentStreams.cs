using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>Reading bodies, in the words of .NET and of .NET Standard.</summary>
internal static class ContentStreams
{
    public static Task<Stream> OpenAsync(this HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }

    public static ValueTask<int> ReadSomeAsync(
        this Stream stream, ArraySegment<byte> part, CancellationToken cancellationToken) =>
#if NET
        stream.ReadAsync(part, cancellationToken);
#else
        new(stream.ReadAsync(part.Array!, part.Offset, part.Count, cancellationToken));
#endif
}
