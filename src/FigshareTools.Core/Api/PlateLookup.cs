using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Api;

/// <summary>Asks the API for what a row lacks.</summary>
internal sealed class PlateLookup(FigshareClient api)
{
    /// <summary>Whether the API can be asked: it describes files only as part of an article.</summary>
    public static bool CanLookUp(FigsharePlate plate) => plate is { ArticleId: not null, FileId: > 0 };

    /// <summary>The plate, completed with the length, the MD5 and the name that the API states.</summary>
    /// <exception cref="EngineException">The API does not describe the file, or Figshare does not hold it.</exception>
    /// <param name="plate">The plate.</param>
    /// <param name="isRequired">Whether the caller cannot do without the API, and waits while it refuses this client.</param>
    /// <param name="log">Receives decisions.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<FigsharePlate> CompleteAsync(
        FigsharePlate plate, bool isRequired, IRunLog log, CancellationToken cancellationToken)
    {
        var client = isRequired ? api.AsRequired() : api;
        var file = await client.GetFileAsync(plate.ArticleId!.Value, plate.FileId, log, cancellationToken)
            .ConfigureAwait(false);
        return Complete(plate, file);
    }

    /// <summary>The plate, completed with what the API states of its file.</summary>
    /// <exception cref="EngineException">Figshare does not hold the file.</exception>
    public static FigsharePlate Complete(FigsharePlate plate, ApiFile file)
    {
        if (file.IsLinkOnly is true)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.LinkOnly,
                $"Figshare holds only a link to it ({file.DownloadUrl})", "fetch it there");
        }

        return plate with
        {
            Length = plate.Length ?? file.Length,
            Md5 = plate.Md5 ?? file.Md5,
            FileName = plate.FileName ?? (plate.Plate is null ? file.Name : null),
        };
    }
}
