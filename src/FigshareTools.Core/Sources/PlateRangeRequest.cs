using System;
using FigshareTools.Http;

namespace FigshareTools.Sources;

/// <summary>A request for a range of a plate's bytes.</summary>
/// <param name="Plate">The plate.</param>
/// <param name="Range">The range; null for the whole file.</param>
/// <param name="ETag">The storage's entity tag of the bytes that are on disk; null when nothing is, or none is known.</param>
/// <param name="Length">The file's length; null when not known.</param>
internal sealed record PlateRangeRequest(FigsharePlate Plate, ByteRange? Range, string? ETag, long? Length)
{
    public HttpRequestSpec ToSpec(Uri uri) => new(uri, FigshareHttp.AcceptFile)
    {
        Range = Range,
        ETag = Range is null ? null : ETag,
        ExpectedLength = Length,
    };
}
