namespace FigshareTools;

/// <summary>A range of a file's bytes.</summary>
/// <param name="Start">The position of the first byte.</param>
/// <param name="End">The position after the last byte, or <see cref="UnknownEnd"/>.</param>
internal readonly record struct ByteRange(long Start, long End)
{
    /// <summary>The end of a range that reaches to the end of a file of unknown length.</summary>
    public const long UnknownEnd = long.MaxValue;

    public long Length => End - Start;

    public bool HasKnownEnd => End != UnknownEnd;
}
