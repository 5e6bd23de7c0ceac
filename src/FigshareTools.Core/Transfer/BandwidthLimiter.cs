using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// Limits the rate that all plates of a run share. After each read, a connection waits until its bytes would have arrived at
/// that rate. Reads are small, so that the line is used evenly and not in bursts.
/// </summary>
/// <param name="bytesPerSecond">The rate; 0 for no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class BandwidthLimiter(long bytesPerSecond, TimeProvider clock)
{
    private const int ReadsPerSecond = 20;
    private const int MinimumReadBytes = 4096;

    // Without capacity, unused bandwidth is not saved up: after a pause, the rate is the same as before.
    private readonly TokenBucket? _bucket = bytesPerSecond > 0 ? new(bytesPerSecond, capacity: 0, clock) : null;

    /// <summary>The largest number of bytes to read at once.</summary>
    public int MaximumReadBytes { get; } = bytesPerSecond <= 0
        ? int.MaxValue
        : (int)Math.Min(int.MaxValue, Math.Max(MinimumReadBytes, bytesPerSecond / ReadsPerSecond));

    /// <summary>Waits as long as the bytes take at the limited rate.</summary>
    public Task WaitAsync(int count, CancellationToken cancellationToken) =>
        _bucket?.TakeAsync(count, cancellationToken) ?? Task.CompletedTask;
}
