using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Sends only the first bytes and drops the others in silence.</summary>
internal sealed class ShortBody(Stream next, long bytes) : WriteThroughStream(next)
{
    private long _left = bytes;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = (int)Math.Min(_left, buffer.Length);
        _left -= count;

        // The headers go out even without a byte: the server would announce a length of 0 if it knew of the end.
        return count == 0
            ? new ValueTask(Next.FlushAsync(cancellationToken))
            : Next.WriteAsync(buffer[..count], cancellationToken);
    }
}
