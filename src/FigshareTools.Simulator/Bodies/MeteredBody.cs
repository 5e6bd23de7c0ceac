using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Notes in the log what is sent.</summary>
internal sealed class MeteredBody(Stream next, WireExchange exchange) : WriteThroughStream(next)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        exchange.Sending(buffer.Length);
        return Next.WriteAsync(buffer, cancellationToken);
    }
}
