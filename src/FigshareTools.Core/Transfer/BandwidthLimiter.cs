using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// The speed that all plates of a run share. Whoever has read waits until its bytes would have come at that speed, in small
/// portions, so that the line is used evenly and not in bursts.
/// </summary>
/// <param name="bytesPerSecond">The speed; 0 for no limit.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class BandwidthLimiter(long bytesPerSecond, TimeProvider clock)
{
    private const int PortionsPerSecond = 20;
    private const int MinimumPortion = 4096;

    private readonly TokenBucket? _bucket = bytesPerSecond > 0 ? new(bytesPerSecond, capacity: 0, clock) : null;

    /// <summary>The most that should be read at once.</summary>
    public int Portion { get; } = bytesPerSecond <= 0
        ? int.MaxValue
        : (int)Math.Min(int.MaxValue, Math.Max(MinimumPortion, bytesPerSecond / PortionsPerSecond));

    /// <summary>Waits as long as these bytes take at the limit.</summary>
    public Task PassAsync(int count, CancellationToken cancellationToken) =>
        _bucket?.TakeAsync(count, cancellationToken) ?? Task.CompletedTask;
}
