using System;

namespace FigshareTools.Timing;

/// <summary>When a body counts as broken although its connection is open.</summary>
/// <param name="StallTimeout">The longest time without a byte; zero for no limit. The rate is averaged over this time.</param>
/// <param name="MinimumBytesPerSecond">The lowest rate; 0 for none.</param>
internal readonly record struct TransferLimits(TimeSpan StallTimeout, long MinimumBytesPerSecond)
{
    /// <summary>
    /// Whether bytes arrived too slowly. A few bytes now and then would keep a connection alive for ever: they never let the
    /// stall timeout pass.
    /// </summary>
    /// <param name="sample">What arrived since the measurement began.</param>
    public bool IsTooSlow(SpeedSample sample) =>
        IsComplete(sample) && sample.Bytes < MinimumBytesPerSecond * sample.Waited.TotalSeconds;

    /// <summary>Whether a measurement has taken long enough for a verdict.</summary>
    public bool IsComplete(SpeedSample sample) => StallTimeout > TimeSpan.Zero && sample.Waited >= StallTimeout;
}

/// <summary>What one connection received.</summary>
/// <param name="Waited">
/// How long it waited for bytes. The time in which this program waits for its bandwidth limit or writes to the disk does not
/// count: bytes that arrive meanwhile are read without a wait.
/// </param>
/// <param name="Bytes">The bytes that arrived.</param>
internal readonly record struct SpeedSample(TimeSpan Waited, long Bytes)
{
    public double BytesPerSecond => Bytes / Math.Max(0.001, Waited.TotalSeconds);

    /// <summary>The sample after a further read.</summary>
    public SpeedSample Add(TimeSpan waited, int bytes) => new(Waited + waited, Bytes + bytes);
}
