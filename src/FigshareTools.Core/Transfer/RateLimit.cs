using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// The speed that all plates of a run share. Whoever has read waits until its bytes would have come at that speed, in small
/// portions, so that the line is used evenly and not in bursts.
/// </summary>
/// <param name="bytesPerSecond">The speed; 0 for no limit.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class RateLimit(long bytesPerSecond, TimeProvider clock)
{
    private const int PortionsPerSecond = 20;
    private const int MinimumPortion = 4096;

    private readonly object _gate = new();
    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan _next;

    /// <summary>The most that should be read at once.</summary>
    public int Portion { get; } = bytesPerSecond <= 0
        ? int.MaxValue
        : (int)Math.Min(int.MaxValue, Math.Max(MinimumPortion, bytesPerSecond / PortionsPerSecond));

    /// <summary>Waits for the time that these bytes take.</summary>
    public Task PassAsync(int count, CancellationToken cancellationToken)
    {
        if (bytesPerSecond <= 0)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_begun);
            // What was not used is not saved up: after a pause the speed is the same as ever.
            _next = (_next > now ? _next : now) + TimeSpan.FromSeconds((double)count / bytesPerSecond);
            wait = _next - now;
        }

        return clock.WaitAsync(wait, cancellationToken);
    }
}
