using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Segments;
using FigshareTools.Sources;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>Asks the storage for the length and the name of a file, by a request for its first byte.</summary>
internal sealed class StorageLookup(PlateSource source, RetryPolicy retry, ConnectionLimit connections)
{
    /// <summary>The plate, completed with the length and the name that the storage states.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="target">Full path of its final name; null while the name is not known.</param>
    /// <param name="urls">Receives the presigned URL, which the download uses while it is fresh.</param>
    /// <param name="log">Receives retries.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="EngineException">No host serves the file, or the storage sends an empty one or an error.</exception>
    public async Task<FigsharePlate> CompleteAsync(
        FigsharePlate plate, string? target, PresignedUrlCache urls, IRunLog log, CancellationToken cancellationToken)
    {
        using var place = await connections.EnterPrimaryAsync(cancellationToken).ConfigureAwait(false);
        var request = new PlateRangeRequest(plate, new ByteRange(0, 1), Known: default);
        using var body = await retry.RunAsync(
            token => OpenAsync(request, target, urls, log, token), log, cancellationToken).ConfigureAwait(false);

        // A firewall's challenge looks like an empty file. Scripts that save it report a success.
        if (body is null or { PlateLength: 0 } && plate.Length is null)
        {
            throw new EngineException(
                FailureKind.Permanent, FigshareErrorId.WrongContent, "the storage sends an empty file",
                "if it is meant to be empty, say so with -Length 0; else try again later");
        }

        return plate with
        {
            Length = plate.Length ?? body!.PlateLength,
            FileName = plate.FileName ?? (plate.Plate is null ? body?.FileName ?? $"figshare-{plate.FileId}" : null),
        };
    }

    private async Task<PlateBody?> OpenAsync(
        PlateRangeRequest request, string? target, PresignedUrlCache urls, IRunLog log, CancellationToken cancellationToken)
    {
        var body = await source.OpenAsync(request, urls, log, cancellationToken).ConfigureAwait(false);
        try
        {
            if (body is not null)
            {
                // The length of an error is not the length of the file.
                new ContentVerifier(request.Plate, target ?? body.FileName, request.Plate.Length is not null).RequireKind(body);
            }

            return body;
        }
        catch
        {
            body?.Dispose();
            throw;
        }
    }
}
