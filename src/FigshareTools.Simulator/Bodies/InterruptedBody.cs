using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Sends the given number of bytes, then runs a callback once, then sends the rest.</summary>
internal sealed class InterruptedBody(Stream next, long afterBytes, Func<Task> interrupt) : WriteThroughStream(next)
{
    private long _left = afterBytes;
    private bool _interrupted;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_interrupted)
        {
            var before = (int)Math.Min(_left, buffer.Length);
            if (before > 0)
            {
                await Next.WriteAsync(buffer[..before], cancellationToken);
                buffer = buffer[before..];
                _left -= before;
            }

            if (_left > 0)
            {
                return;
            }

            _interrupted = true;
            await Next.FlushAsync(cancellationToken);
            await interrupt();
        }

        if (!buffer.IsEmpty)
        {
            await Next.WriteAsync(buffer, cancellationToken);
        }
    }
}
