using System;
using FigshareTools.Http;

namespace FigshareTools.Sources;

/// <summary>A request for a range of a plate's bytes.</summary>
/// <param name="Plate">The plate.</param>
/// <param name="Range">The range; null for the whole file.</param>
/// <param name="Known">What identifies the file that the bytes on disk belong to, as far as it is known.</param>
internal sealed record PlateRangeRequest(FigsharePlate Plate, ByteRange? Range, FileIdentity Known)
{
    /// <summary>The file's length; null when not known.</summary>
    public long? Length => Known.Length;

    public HttpRequestSpec ToSpec(Uri uri) => new(uri, FigshareHttp.AcceptFile)
    {
        Range = Range,
        ETag = Range is null ? null : Known.ETag,
        LastModified = Range is null || Known.ETag is not null || !Known.HasValidator ? null : Known.LastModified,
        ExpectedLength = Length,
    };
}
