using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>Reads bodies with the methods that .NET and .NET Framework have.</summary>
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

    /// <summary>Reads the bytes that are there, at most as many as the segment has; 0 at the end.</summary>
    public static ValueTask<int> ReadSomeAsync(
        this Stream stream, ArraySegment<byte> segment, CancellationToken cancellationToken) =>
#if NET
        stream.ReadAsync(segment, cancellationToken);
#else
        new(stream.ReadAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken));
#endif
}
