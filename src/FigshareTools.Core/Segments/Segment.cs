using System;
using System.Threading;

namespace FigshareTools.Segments;

/// <summary>
/// A byte range of a plate that one connection downloads. The connection moves <see cref="Position"/>. <see cref="End"/> moves
/// towards it when another connection takes over the rest. If both download a byte meanwhile, they write the same byte.
/// </summary>
#pragma warning disable CA1001 // A CancellationTokenSource without a timer or a parent holds no resource.
internal sealed class Segment(ByteRange range, long started)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _abandoned = new();
    private long _position = range.Start;
    private long _end = range.End;
    private long _lastProgress = started;

    /// <summary>The position of the first byte.</summary>
    public long Start { get; } = range.Start;

    /// <summary>The timestamp at which the segment was handed out.</summary>
    public long Started { get; } = started;

    /// <summary>The position of the next byte.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>The position after the last byte, or <see cref="ByteRange.UnknownEnd"/>.</summary>
    public long End
    {
        get => Volatile.Read(ref _end);
        set => Volatile.Write(ref _end, value);
    }

    public bool HasKnownEnd => End != ByteRange.UnknownEnd;

    /// <summary>The timestamp at which bytes last arrived.</summary>
    public long LastProgress => Volatile.Read(ref _lastProgress);

    /// <summary>The number of bytes that have arrived.</summary>
    public long Downloaded => Position - Start;

    /// <summary>The number of bytes that are missing.</summary>
    public long Remaining => Math.Max(0, End - Position);

    /// <summary>Cancelled when another connection downloads all that is missing.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>What is known of the segment at a time.</summary>
    /// <param name="elapsed">The time since <see cref="Started"/>.</param>
    public SegmentSample Sample(TimeSpan elapsed) => new(Remaining, Downloaded, elapsed);

    /// <summary>
    /// Cancels the segment's connection. Must not be called under a lock: code that waits for the connection continues at once.
    /// </summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Moves the position after bytes have arrived.</summary>
    public void Advance(int count, long timestamp)
    {
        Volatile.Write(ref _position, _position + count);
        Volatile.Write(ref _lastProgress, timestamp);
    }
}
