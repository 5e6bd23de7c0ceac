using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Limits the bandwidth of a response body by sending small portions with delays between them.</summary>
internal sealed class PacedBody(Stream next, long bytesPerSecond) : WriteThroughStream(next)
{
    private const int PortionsPerSecond = 20;

    private readonly long _startTime = Stopwatch.GetTimestamp();
    private long _sent;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var portion = (int)Math.Clamp(bytesPerSecond / PortionsPerSecond, 1, int.MaxValue);
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(portion, buffer.Length)];
            await Next.WriteAsync(part, cancellationToken);
            buffer = buffer[part.Length..];

            // The delay is computed from the start of the body, so that the lateness of timers does not add up.
            _sent += part.Length;
            var ahead = TimeSpan.FromSeconds((double)_sent / bytesPerSecond) - Stopwatch.GetElapsedTime(_startTime);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, cancellationToken);
            }
        }
    }
}
