using System;

namespace FigshareTools.Timing;

/// <summary>Measures how fast one connection receives bytes, and says when it is too slow. For one reader at a time.</summary>
internal sealed class SpeedMeter(TransferLimits limits, TimeProvider clock)
{
    private SpeedSample _sample;
    private long _waitStarted;

    public TransferLimits Limits { get; } = limits;

    /// <summary>Counts bytes that were there without a wait.</summary>
    public void Add(int bytes) => _sample = _sample.Add(TimeSpan.Zero, bytes);

    public void BeginWait() => _waitStarted = clock.GetTimestamp();

    /// <summary>Counts the bytes that ended a wait.</summary>
    public void EndWait(int bytes) => _sample = _sample.Add(clock.GetElapsedTime(_waitStarted), bytes);

    /// <summary>
    /// The last measurement, if it was too slow; else null. It is asked before a read, so that the last bytes of a body, however
    /// late they come, are a success.
    /// </summary>
    public SpeedSample? FindTooSlow()
    {
        if (Limits.IsTooSlow(_sample))
        {
            return _sample;
        }

        if (Limits.IsComplete(_sample))
        {
            _sample = default;
        }

        return null;
    }
}
