using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Sources;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>Asks the storage for the length and the name of a file, by a request for its first byte.</summary>
internal sealed class StorageLookup(PlateSource source, RetryPolicy retry, TimeProvider clock)
{
    /// <summary>The plate, completed with the length and the name that the storage states.</summary>
    /// <exception cref="EngineException">No host serves the file, or the storage sends an empty one.</exception>
    public async Task<FigsharePlate> CompleteAsync(FigsharePlate plate, IRunLog log, CancellationToken cancellationToken)
    {
        using var urls = new PresignedUrlCache(clock);
        var request = new PlateRangeRequest(plate, new ByteRange(0, 1), Known: default);
        using var body = await retry.RunAsync(
            token => source.OpenAsync(request, urls, log, token), log, cancellationToken).ConfigureAwait(false);

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
}
