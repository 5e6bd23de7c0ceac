using FigshareTools.PartialFiles;
using FigshareTools.Segments;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>Builds the request for a segment, and compares the response and its body with it.</summary>
internal static class SegmentRequest
{
    /// <summary>
    /// The request for the missing bytes of a segment; null when another connection has taken over all of them just now.
    /// </summary>
    public static PlateRangeRequest? For(FigsharePlate plate, PartialFile partial, Segment segment)
    {
        var (position, end) = (segment.Position, segment.End);
        if (end <= position)
        {
            return null;
        }

        var range = new ByteRange(position, end == partial.Length ? ByteRange.UnknownEnd : end);
        var isWhole = range is { Start: 0, HasKnownEnd: false };
        return new PlateRangeRequest(plate, isWhole ? null : range, partial.Identity);
    }

    /// <summary>
    /// The failure that a response means which is not of the file that the bytes on disk belong to, or not the requested range;
    /// else null. Without an MD5, the response has to show by its validator that it belongs to the same file.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="body">The response.</param>
    public static EngineException? FindMismatch(PlateRangeRequest request, PlateBody body)
    {
        var (answer, known) = (body.Identity, request.Known);
        var isContradicted = answer.Contradicts(known);
        var isUnproven = request.Plate.Md5 is null && known.HasValidator && !answer.Confirms(known);
        return isContradicted ? RangeContradiction.OtherFile(answer, isContradicted)
            : !body.IsRange && request.Range is not null ? RangeContradiction.WholeFile(body.Host)
            : isUnproven ? RangeContradiction.OtherFile(answer, isContradicted)
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
