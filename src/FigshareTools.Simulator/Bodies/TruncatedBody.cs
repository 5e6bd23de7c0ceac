using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Sends only the first bytes of a body and discards the rest without an error.</summary>
internal sealed class TruncatedBody(Stream next, long bytes) : WriteThroughStream(next)
{
    private long _left = bytes;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(_left, buffer.Length);
        _left -= count;

        // FlushAsync sends the headers although no byte follows. Otherwise the server would know the empty body when it
        // sends the headers, and announce a Content-Length of 0.
        return count == 0
            ? new ValueTask(Next.FlushAsync(cancellationToken))
            : Next.WriteAsync(buffer[..count], cancellationToken);
    }
}
