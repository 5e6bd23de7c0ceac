using FigshareTools.PartialFiles;
using FigshareTools.Segments;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>Builds the request for a segment, and compares the response and its body with it.</summary>
internal static class SegmentRequest
{
    /// <summary>The request for the missing bytes of a segment.</summary>
    public static PlateRangeRequest For(FigsharePlate plate, PartialFile partial, Segment segment)
    {
        var end = segment.End == partial.Length ? ByteRange.UnknownEnd : segment.End;
        var range = new ByteRange(segment.Position, end);
        var isWhole = range is { Start: 0, HasKnownEnd: false };
        return new PlateRangeRequest(plate, isWhole ? null : range, partial.ETag, partial.Length);
    }

    /// <summary>
    /// The failure that a response means which is not the requested range, or not of the file that the partial file belongs to;
    /// else null.
    /// </summary>
    public static EngineException? FindMismatch(PlateRangeRequest request, PlateBody body, PartialFile partial)
    {
        var isWhole = !body.IsRange && request.Range is not null;
        var isOtherFile = (body.ETag is not null && partial.ETag is not null && body.ETag != partial.ETag)
            || (body.PlateLength is not null && partial.Length is not null && body.PlateLength != partial.Length);
        return isWhole || isOtherFile
            ? new EngineException(FailureKind.Transient, FigshareErrorId.UnexpectedAnswer,
                isWhole ? $"{body.Host} sends the whole file instead of a part" : "the file on the server has changed",
                "run it again")
            : null;
    }

    /// <summary>Requires that a body has filled its segment. If the file's end was unknown, it is known now.</summary>
    /// <exception cref="EngineException">The body ended early.</exception>
    public static void RequireComplete(SegmentPlan plan, Segment segment, PlateBody body)
    {
        if (!segment.HasKnownEnd)
        {
            plan.TruncateAt(segment, segment.Position);
        }
        else if (segment.Remaining > 0)
        {
            throw new EngineException(FailureKind.Transient, FigshareErrorId.ConnectionFailed,
                $"{body.Host} ended after {segment.Position} of {body.PlateLength ?? segment.End} bytes",
                "run it again to continue");
        }
    }
}
