using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Sends no faster than asked, in many small portions.</summary>
internal sealed class PacedBody(Stream next, long bytesPerSecond) : WriteThroughStream(next)
{
    private const int PortionsPerSecond = 20;

    private readonly long _begin = Stopwatch.GetTimestamp();
    private long _sent;

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int portion = (int)Math.Clamp(bytesPerSecond / PortionsPerSecond, 1, int.MaxValue);
        while (!buffer.IsEmpty)
        {
            ReadOnlyMemory<byte> now = buffer[..Math.Min(portion, buffer.Length)];
            await Next.WriteAsync(now, cancellationToken);
            buffer = buffer[now.Length..];

            // Measured from the beginning, so that timers that fire late do not add up.
            _sent += now.Length;
            TimeSpan ahead = TimeSpan.FromSeconds((double)_sent / bytesPerSecond) - Stopwatch.GetElapsedTime(_begin);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, cancellationToken);
            }
        }
    }
}
