using System;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>A part of a plate that is asked for.</summary>
/// <param name="Plate">The file, and the key to it if it has one.</param>
/// <param name="Range">The part; null for all.</param>
/// <param name="ETag">The tag of the parts already here, if any.</param>
/// <param name="Length">The file's length, if known.</param>
internal sealed record PlatePart(FigsharePlate Plate, ByteRange? Range, string? ETag, long? Length)
{
    public Question Question(Uri uri) => new(uri, FigshareHttp.AcceptFile)
    {
        Range = Range,
        ETag = Range is null ? null : ETag,
        ExpectedLength = Length,
    };
}
