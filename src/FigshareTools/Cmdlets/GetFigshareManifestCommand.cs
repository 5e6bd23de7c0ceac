using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using FigshareTools.Api;
using FigshareTools.Completion;
using FigshareTools.Manifests;
using FigshareTools.Objects;
using FigshareTools.Pipeline;
using FigshareTools.References;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Lists the plates of articles, collections, projects and files on Figshare, or of a
/// manifest.
/// </summary>
[Cmdlet(VerbsCommon.Get, "FigshareManifest", DefaultParameterSetName = IdSet)]
[Alias("Import-FigshareManifest")]
[OutputType(typeof(ListedPlate))]
public sealed partial class GetFigshareManifestCommand : FigshareCmdlet, IDisposable
{
    private const string IdSet = "Id";
    private const string CollectionSet = "CollectionId";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly CancellationTokenSource _cancellation = new();
    private ManifestReader? _reader;
    private NameFilter _names = new(include: null, exclude: null);

    /// <summary>
    /// The items to list: ids (9995672, 9995672.v5), DOIs, handles, addresses of pages and
    /// files. A text that is none of these, and names a file on disk, is read like -Path.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Ids, DOIs, handles or addresses: 9995672, 9995672.v5, 10.35092/yhjc.9995672, https://...")]
    [Alias("Doi", "Uri", "ArticleId", "article_id")]
    [ReferenceText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReferenceCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>
    /// Ids of collections. A number without further text given to -Id is the id of an
    /// article.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CollectionSet, HelpMessage = "Ids of collections.")]
    [ValidateRange(1, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long[] CollectionId { get; set; } = [];

    /// <summary>
    /// The version of the item. Default: the version in the id, else the latest public
    /// version.
    /// </summary>
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Version of the item; default the latest public version.")]
    [Parameter(ParameterSetName = CollectionSet,
        HelpMessage = "Version of the item; default the latest public version.")]
    [WholeNumber]
    [ArgumentCompleter(typeof(VersionCompleter))]
    public int? Version { get; set; }

    /// <summary>Manifests to read: CSV, TSV, JSON of the API, or md5sums.txt.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet, HelpMessage = "Manifests: CSV, TSV, JSON or md5sums.txt.")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Manifests to read. Brackets in their names are not wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Manifests; brackets in their names are not wildcards.")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>List only files whose names match one of these wildcards.</summary>
    [Parameter(HelpMessage = "List only files whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Leave out files whose names match one of these wildcards.</summary>
    [Parameter(HelpMessage = "Leave out files whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Neither use nor keep cached responses of the API.</summary>
    [Parameter(ParameterSetName = IdSet, HelpMessage = "Neither use nor keep cached responses of the API.")]
    [Parameter(ParameterSetName = CollectionSet, HelpMessage = "Neither use nor keep cached responses of the API.")]
    public SwitchParameter NoCache { get; set; }

    /// <summary>
    /// The longest time to wait while Figshare refuses this network, in minutes. Default: 0, fail
    /// at once.
    /// </summary>
    [Parameter(ParameterSetName = IdSet,
        HelpMessage = "Longest wait while Figshare refuses this network, in minutes; default 0, fail at once.")]
    [Parameter(ParameterSetName = CollectionSet,
        HelpMessage = "Longest wait while Figshare refuses this network, in minutes; default 0, fail at once.")]
    [ValidateRange(0, 1_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumOutageMinutes { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _names = new NameFilter(Include, Exclude);
        if (ParameterSetName is IdSet or CollectionSet)
        {
            var endpoints = Endpoints(downloadUri: null);
            _reader = new ManifestReader(new ApiOptions
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
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            Guarded(id, () => ListOrRead(id));
        }

        foreach (var id in CollectionId)
        {
            var collection = new FigshareReference.Collection(id);
            Guarded(collection.ToString(), () => List(collection));
        }

        foreach (var path in Path.Concat(LiteralPath))
        {
            foreach (var file in this.ResolveFiles(path, isLiteral: ParameterSetName == LiteralPathSet))
            {
                Guarded(file, () => Read(file));
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Stops the listing and closes its connections.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _reader?.Dispose();
        _cancellation.Dispose();
    }

    private void Guarded(string target, Action list)
    {
        try
        {
            list();
        }
        catch (FigshareException e)
        {
            // A pasted address may contain a private link's key, which must not be in an error.
            WriteError(ErrorRecords.From(e, PastedText.Show(target)));
        }
    }

    private void List(FigshareReference reference)
    {
        PipelineStream.Write(
            this,
            (items, cancellationToken) => _reader!.ReadAsync(
                reference,
                Version,
                new ListingLog(reference.ToString(), new PipelineLog(reference.ToString(), items, cancellationToken)),
                cancellationToken),
            ItemOf,
            _cancellation.Token);
    }

    private PipelineItem? ItemOf(ManifestEntry entry) =>
        entry.Problem is { } problem ? new PipelineItem.Error(ErrorRecords.From(problem, entry.Subject))
        : _names.IsMatch(PlateFileName.Of(entry.Plate!))
            ? new PipelineItem.Output(PlateObjects.Of(entry.Plate!, OtherColumns.Of(entry.OtherColumns)))
        : null;
}
