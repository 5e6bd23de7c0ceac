using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using FigshareTools.Api;
using FigshareTools.Completion;
using FigshareTools.Manifests;
using FigshareTools.Pipeline;
using FigshareTools.References;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Compares a manifest with what Figshare lists today, or with another manifest.
/// </summary>
[Cmdlet(VerbsData.Compare, "FigshareManifest", DefaultParameterSetName = FigshareSet)]
[OutputType(typeof(PlateChange))]
public sealed class CompareFigshareManifestCommand : FigshareCmdlet, IDisposable
{
    private const string FigshareSet = "Figshare";
    private const string FileSet = "File";

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The older manifest: the recorded state.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Older manifest: CSV, TSV, JSON or md5sums.txt.")]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = "";

    /// <summary>The newer manifest. Default: Figshare is asked.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FileSet,
        HelpMessage = "Newer manifest; without one, Figshare is asked.")]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = "";

    /// <summary>
    /// The items to list on Figshare: ids, DOIs, handles, addresses. Default: the latest versions
    /// of the articles of the older manifest.
    /// </summary>
    [Parameter(ParameterSetName = FigshareSet,
        HelpMessage = "Items to compare with; default the articles of the older manifest.")]
    [Alias("Doi", "Uri", "ArticleId", "article_id")]
    [ReferenceText]
    [ArgumentCompleter(typeof(ReferenceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Neither use nor keep cached responses of the API.</summary>
    [Parameter(ParameterSetName = FigshareSet, HelpMessage = "Neither use nor keep cached responses of the API.")]
    public SwitchParameter NoCache { get; set; }

    /// <summary>
    /// The longest time to wait while Figshare refuses this network, in minutes. Default: 0, fail
    /// at once.
    /// </summary>
    [Parameter(ParameterSetName = FigshareSet,
        HelpMessage = "Longest wait while Figshare refuses this network, in minutes; default 0, fail at once.")]
    [ValidateRange(0, 1_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumOutageMinutes { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var older = Read(ReferencePath);
            var newer = older is null ? null
                : ParameterSetName == FileSet ? Read(DifferencePath)
                : Id.Length > 0 ? List([.. Id.Select(FigshareReference.Parse)])
                : ListArticlesOf(older);
            if (newer is not null)
            {
                WriteObject(ManifestComparison.Compare(older!, newer), enumerateCollection: true);
            }
        }
        catch (FigshareException e)
        {
            WriteError(ErrorRecords.From(e, ReferencePath));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Stops the listing and closes its connections.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    /// <summary>The plates of a manifest; null after an error about its path. A row that cannot be read is an error.</summary>
    private List<FigsharePlate>? Read(string path)
    {
        if (this.ResolveFiles(path, isLiteral: true) is not [var file])
        {
            return null;
        }

        var plates = new List<FigsharePlate>();
        foreach (var entry in ManifestFile.Read(file, _cancellation.Token))
        {
            if (entry.Problem is { } problem)
            {
                WriteError(ErrorRecords.From(problem, entry.Subject));
            }
            else
            {
                plates.Add(entry.Plate!);
            }
        }

        return plates;
    }

    /// <summary>
    /// Lists the articles of a manifest. The rows of an article that cannot be listed are removed, because it is not known
    /// whether they are still there.
    /// </summary>
    private List<FigsharePlate> ListArticlesOf(List<FigsharePlate> older)
    {
        var articles = older.Select(plate => plate.ArticleId).OfType<long>().Distinct().ToList();
        if (articles.Count == 0)
        {
            throw new FigshareException(FigshareErrorId.InvalidManifest,
                $"{ReferencePath}: its rows have no article ids, so that it is not known what to list; give the article with "
                + "-Id.");
        }

        var newer = new List<FigsharePlate>();
        foreach (var article in articles)
        {
            try
            {
                newer.AddRange(List([new FigshareReference.Article(article)]));
            }
            catch (FigshareException e)
            {
                WriteError(ErrorRecords.From(e, article));
                older.RemoveAll(plate => plate.ArticleId == article);
            }
        }

        var names = new HashSet<string?>(newer.Select(PlateFileName.Of), StringComparer.Ordinal);
        var ids = new HashSet<long>(newer.Select(plate => plate.FileId));
        var unknown = older.RemoveAll(plate =>
            plate.ArticleId is null && !ids.Contains(plate.FileId) && !names.Contains(PlateFileName.Of(plate)));
        if (unknown > 0)
        {
            WriteWarning($"{unknown} rows without an article id are left out, because none of the listed articles has their "
                + "files; give all articles with -Id.");
        }

        return newer;
    }

    /// <summary>Lists items on Figshare.</summary>
    /// <exception cref="FigshareException">An item cannot be listed, or only a part of it.</exception>
    private List<FigsharePlate> List(IReadOnlyList<FigshareReference> references)
    {
        var endpoints = Endpoints(downloadUri: null);
        using var reader = new ManifestReader(new ApiOptions
        {
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            Proxy = ProxyToUse(),
            Pace = this.PaceOf(PaceFolder),
            MaximumOutage = TimeSpan.FromMinutes(MaximumOutageMinutes),
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
            CacheFolder = NoCache ? null : CacheFolder.Default,
        });
        var plates = new List<FigsharePlate>();
        foreach (var reference in references)
        {
            PipelineStream.Write(
                this,
                (items, cancellationToken) => reader.ReadAsync(
                    reference, version: null,
                    new ListingLog(reference.ToString(), new PipelineLog(reference.ToString(), items, cancellationToken)),
                    cancellationToken),
                entry =>
                {
                    plates.Add(entry.Plate ?? throw entry.Problem!);
                    return null;
                },
                _cancellation.Token);
        }

        return plates;
    }
}
