using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>The answer to the request for a segment.</summary>
/// <param name="Body">The body; null at the file's end, or if there is none to use.</param>
/// <param name="Contradiction">The failure, if the answer does not fit; else null.</param>
/// <param name="RefutesBytes">Whether the plate has to start over because of the contradiction.</param>
internal readonly record struct SegmentAnswer(
    PlateBody? Body, EngineException? Contradiction = null, bool RefutesBytes = false);

/// <summary>
/// Requests the segments of one plate and compares the answers with the plate, with the request and with the bytes on disk.
/// Only answers to the primary connection are counted in the history.
/// </summary>
internal sealed class SegmentOpener(DownloadContext context, PresignedUrlCache urls)
{
    private AnswerHistory _history;

    /// <summary>Requests a segment. The caller disposes the body.</summary>
    /// <exception cref="EngineException">The request failed, or the answer cannot be the plate.</exception>
    public async Task<SegmentAnswer> OpenAsync(PlateRangeRequest request, bool isPrimary, CancellationToken cancellationToken)
    {
        PlateBody? body = null;
        try
        {
            body = await context.Shared.Source.OpenAsync(request, urls, context.Run.Log, cancellationToken)
                .ConfigureAwait(false);
            if (body is null)
            {
                return new SegmentAnswer(null);
            }

            context.Shared.Governor.ResponseArrived(body.ResponseTime);
            context.Verifier.RequireKind(body);
            context.Verifier.RequireExpectedLength(body, hasBytes: context.Partial.WrittenBytes > 0);
            var mismatch = SegmentRequest.FindMismatch(request, body);
            if (mismatch is null && isPrimary)
            {
                _history = default;
            }

            return mismatch is null ? new SegmentAnswer(body) : Reject(mismatch, body, isPrimary);
        }
        catch (EngineException failure) when (failure.Contradiction is not null)
        {
            return Reject(failure, null, isPrimary);
        }
        catch
        {
            body?.Dispose();
            throw;
        }
    }

    private SegmentAnswer Reject(EngineException failure, PlateBody? body, bool isPrimary)
    {
        if (!isPrimary)
        {
            return new SegmentAnswer(body, failure);
        }

        _history = _history.Add(failure.Contradiction!);
        return new SegmentAnswer(
            body, _history.Describe(failure),
            _history.Refutes(context.Partial.WrittenBytes > 0, context.Shared.Options.MaximumRetryCount));
    }
}
