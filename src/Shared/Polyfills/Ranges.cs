using Microsoft.CodeAnalysis;

// What the C# compiler needs for text[^1], text[1..^1] and list[^1], and .NET Framework does not have.
namespace System;

/// <summary>A position in a sequence, counted from its start or from its end.</summary>
[Embedded]
internal readonly struct Index : IEquatable<Index>
{
    // From the end: the complement of the value, which is never negative itself.
    private readonly int _value;

    /// <summary>Creates a position.</summary>
    /// <param name="value">The count, zero or more.</param>
    /// <param name="fromEnd">Whether it is counted from the end.</param>
    public Index(int value, bool fromEnd = false) => _value = value < 0
        ? throw new ArgumentOutOfRangeException(nameof(value))
        : fromEnd ? ~value : value;

    /// <summary>The start of a sequence.</summary>
    public static Index Start => new(0);

    /// <summary>The end of a sequence.</summary>
    public static Index End => new(0, fromEnd: true);

    /// <summary>The count.</summary>
    public int Value => IsFromEnd ? ~_value : _value;

    /// <summary>Whether the position is counted from the end.</summary>
    public bool IsFromEnd => _value < 0;

    /// <summary>A position counted from the start.</summary>
    public static implicit operator Index(int value) => new(value);

    /// <summary>The position counted from the start of a sequence of that length.</summary>
    public int GetOffset(int length) => IsFromEnd ? length - Value : Value;

    /// <inheritdoc/>
    public bool Equals(Index other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}

/// <summary>A part of a sequence.</summary>
/// <param name="start">The first position.</param>
/// <param name="end">The position after the last one.</param>
[Embedded]
internal readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    /// <summary>The whole sequence.</summary>
    public static Range All => new(Index.Start, Index.End);

    /// <summary>The first position.</summary>
    public Index Start { get; } = start;

    /// <summary>The position after the last one.</summary>
    public Index End { get; } = end;

    /// <summary>From a position to the end.</summary>
    public static Range StartAt(Index start) => new(start, Index.End);

    /// <summary>From the start to a position.</summary>
    public static Range EndAt(Index end) => new(Index.Start, end);

    /// <inheritdoc/>
    public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Range other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Start.GetHashCode() * 31) + End.GetHashCode();
}
