using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.PartialFiles;

namespace FigshareTools.Transfer;

/// <summary>
/// Finds out what a run would do, without downloading or writing anything. It looks at the disk, and asks the API only for what
/// rows lack: once for each article, which gives the names, lengths and MD5s of its first thousand files.
/// </summary>
public sealed class SavePlanner : IDisposable
{
    private readonly SaveOptions _options;
    private readonly FigshareHttp _http;
    private readonly FigshareClient _api;
    private readonly PlatePaths _paths;
    private readonly TargetClaims _claims = new();
    private readonly Dictionary<long, Dictionary<long, ApiFile>> _articles = [];

    /// <summary>Creates a planner for a run with the given options.</summary>
    public SavePlanner(SaveOptions options)
        : this(options, ApiRateLimiter.For(options.Pace, options.Clock))
    {
    }

    internal SavePlanner(SaveOptions options, ApiRateLimiter limiter)
    {
        _options = options;
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        _api = new FigshareClient(JsonRequests.Create(
            new ApiOptions
            {
                MaximumRetryCount = options.MaximumRetryCount,
                ConnectionTimeout = options.ConnectionTimeout,
                Pace = options.Pace,
                Endpoints = options.Endpoints,
                Token = options.Token,
                Clock = options.Clock,
            },
            _http, limiter));
        _paths = new PlatePaths(options.Destination);
    }

    /// <summary>The sums of the plates that were planned.</summary>
    public SavePlan Plan { get; } = new();

    /// <summary>
    /// Bytes that the run may use on the disk of the destination, which need not exist; null where the system does not report
    /// them.
    /// </summary>
    public long? UsableBytes()
    {
        var folder = _options.Destination;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return _options.Files.UsableSpaceAt(folder);
    }

    /// <summary>
    /// Finds out what a run would do with a plate. Plates are planned one after the other, in the order of the rows.
    /// </summary>
    /// <param name="row">The plate.</param>
    /// <param name="log">Receives a warning if the API cannot be asked.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="FigshareException">A run would refuse the row.</exception>
    public async Task<PlannedPlate> PlanAsync(FigsharePlate row, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            var plate = PlateNormalizer.Normalize(row);
            if (PlateLookup.CanLookUp(plate) && Lacks(plate)
                && (await FilesOfAsync(plate.ArticleId!.Value, log, cancellationToken).ConfigureAwait(false))
                    .TryGetValue(plate.FileId, out var file))
            {
                plate = PlateLookup.Complete(plate, file);
            }

            var planned = PlanOf(plate);
            Plan.Add(planned);
            return planned;
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(row.ToString());
        }
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => _http.Dispose();

    private bool ComparesMd5(FigsharePlate plate) => _options.Checksum || plate.ComparesMd5;

    private bool Lacks(FigsharePlate plate) =>
        plate.Length is null || PlateFileName.Of(plate) is null || (plate.Md5 is null && ComparesMd5(plate));

    private PlannedPlate PlanOf(FigsharePlate plate)
    {
        if (_paths.PathOf(plate) is not { } path)
        {
            return new(plate, null, SaveAction.Save, new TargetState(null, 0));
        }

        if (_claims.Claim(path) == TargetClaim.Taken)
        {
            throw PlateResolver.DuplicateTarget(path);
        }

        var target = new TargetState(
            FileLength.Of(path), _options.Force ? 0 : PartialFileOpener.ResumableBytesOf(path, plate));
        return new(plate, path, SavePlan.Decide(plate, target, _options.Force, ComparesMd5(plate)), target);
    }

    private async Task<Dictionary<long, ApiFile>> FilesOfAsync(
        long articleId, IRunLog log, CancellationToken cancellationToken)
    {
        if (!_articles.TryGetValue(articleId, out var files))
        {
            files = [];
            _articles.Add(articleId, files);
            try
            {
                foreach (var file in await _api.GetFirstFilesAsync(articleId, log, cancellationToken).ConfigureAwait(false))
                {
                    files[file.Id] = file;
                }
            }
            catch (EngineException failure)
            {
                log.Warning($"article {articleId}: what its rows lack is not known: {failure.Cause}; {failure.Remedy}.");
            }
        }

        return files;
    }
}
