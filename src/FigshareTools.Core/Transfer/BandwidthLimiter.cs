using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// Limits the rate that all plates of a run share. After each read, a connection waits until its bytes would have arrived at
/// that rate. Reads are small, so that the line is used evenly and not in bursts. The limit may change at any time: connections
/// that wait then wait as long as the new limit says.
/// </summary>
/// <param name="bytesPerSecond">The rate; 0 for no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class BandwidthLimiter(long bytesPerSecond, TimeProvider clock)
{
    private volatile BandwidthRate _rate = new(bytesPerSecond, clock);

    /// <summary>The largest number of bytes to read at once.</summary>
    public int MaximumReadBytes => _rate.MaximumReadBytes;

    /// <summary>Waits as long as the bytes take at the limited rate.</summary>
    public Task WaitAsync(int count, CancellationToken cancellationToken) =>
        _rate is { Bucket: not null } rate ? WaitAsync(rate, count, cancellationToken) : Task.CompletedTask;

    /// <summary>Changes the limit. Only one thread changes it.</summary>
    /// <param name="newBytesPerSecond">The new rate; 0 for no limit.</param>
    public void Change(long newBytesPerSecond)
    {
        var old = _rate;
        _rate = new BandwidthRate(newBytesPerSecond, clock);
        old.End();
    }

    private async Task WaitAsync(BandwidthRate rate, int count, CancellationToken cancellationToken)
    {
        while (rate.Bucket is { } bucket)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, rate.Ended);
            try
            {
                await bucket.TakeAsync(count, stop.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The limit has changed.
                rate = _rate;
            }
        }
    }
}

/// <summary>A limit of the rate, as long as it holds.</summary>
#pragma warning disable CA1001 // A CancellationTokenSource without a timer or a parent holds no resource.
internal sealed class BandwidthRate(long bytesPerSecond, TimeProvider clock)
#pragma warning restore CA1001
{
    private const int ReadsPerSecond = 20;
    private const int MinimumReadBytes = 4096;

    private readonly CancellationTokenSource _end = new();

    /// <summary>The bytes that may pass; null without a limit.</summary>
    // Without capacity, unused bandwidth is not saved up: after a pause, the rate is the same as before.
    public TokenBucket? Bucket { get; } = bytesPerSecond > 0 ? new(bytesPerSecond, capacity: 0, clock) : null;

    /// <summary>The largest number of bytes to read at once.</summary>
    public int MaximumReadBytes { get; } = bytesPerSecond <= 0
        ? int.MaxValue
        : (int)Math.Min(int.MaxValue, Math.Max(MinimumReadBytes, bytesPerSecond / ReadsPerSecond));

    /// <summary>Cancelled when another limit holds.</summary>
    public CancellationToken Ended => _end.Token;

    public void End() => _end.Cancel();
}
