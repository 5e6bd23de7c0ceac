using System.Threading;

namespace FigshareTools.Transfer;

/// <summary>
/// A part of a plate that one connection brings. Its connection moves <see cref="Position"/>; <see cref="End"/> is brought
/// nearer when another connection takes over what lies behind it. A byte that both bring is the same byte.
/// </summary>
#pragma warning disable CA1001 // A source without a timer or a parent holds nothing that has to be freed, and may be late.
internal sealed class Segment(long from, long end, long begun)
#pragma warning restore CA1001
{
    /// <summary>The end of a plate whose length nobody knows.</summary>
    public const long Unknown = long.MaxValue;

    private long _position = from;
    private long _end = end;
    private long _movedAt = begun;
    private readonly CancellationTokenSource _abandoned = new();

    /// <summary>Its first byte.</summary>
    public long From { get; } = from;

    /// <summary>When it was begun, as a timestamp.</summary>
    public long Begun { get; } = begun;

    /// <summary>The next byte to come.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>The first byte after it.</summary>
    public long End
    {
        get => Volatile.Read(ref _end);
        set => Volatile.Write(ref _end, value);
    }

    /// <summary>When bytes last came, as a timestamp.</summary>
    public long MovedAt => Volatile.Read(ref _movedAt);

    /// <summary>Bytes still to come.</summary>
    public long Left => System.Math.Max(0, End - Position);

    /// <summary>Cancelled when another connection brings all that is left of it: nobody has to wait for this one.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Its connection has nothing to bring any more. Not under a lock: what waited for it goes on at once.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Bytes came.</summary>
    public void Move(int count, long timestamp)
    {
        Volatile.Write(ref _position, _position + count);
        Volatile.Write(ref _movedAt, timestamp);
    }
}
