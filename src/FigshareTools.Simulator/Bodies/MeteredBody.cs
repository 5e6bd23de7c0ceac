using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Records the bytes sent in the <see cref="WireLog"/>.</summary>
internal sealed class MeteredBody(Stream next, WireExchange exchange) : WriteThroughStream(next)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        exchange.AddBytesSent(buffer.Length);
        return Next.WriteAsync(buffer, cancellationToken);
    }
}
