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

    public static ValueTask<int> ReadSomeAsync(this Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
#if NET
        stream.ReadAsync(buffer, cancellationToken);
#else
        new(stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken));
#endif
}
