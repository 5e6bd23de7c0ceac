using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using FigshareTools.Api;
using FigshareTools.Completion;
using FigshareTools.Manifests;
using FigshareTools.Objects;
using FigshareTools.Pipeline;
using FigshareTools.References;
using FigshareTools.Search;

namespace FigshareTools.Cmdlets;

/// <summary>Finds public articles on Figshare.</summary>
/// <remarks>
/// -First and -Skip are not PowerShell's paging parameters, which would add -IncludeTotalCount: Figshare reports no
/// total.
/// </remarks>
[Cmdlet(VerbsCommon.Find, "FigshareArticle")]
[OutputType(typeof(FoundArticle))]
public sealed class FindFigshareArticleCommand : ApiCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private ArticleFinder? _finder;

    /// <summary>
    /// A query in Figshare's query language: :field: text, "phrase", AND, OR, NOT, brackets.
    /// The texts of the other parameters are quoted, so that they contain no operators.
    /// </summary>
    [Parameter(Position = 0, HelpMessage = "Query in Figshare's query language, with operators.")]
    [ValidateNotNullOrEmpty]
    public string? Query { get; set; }

    /// <summary>Words of the title, in this order.</summary>
    [Parameter(HelpMessage = "Words of the title, in this order.")]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Names of authors. The article must have all of them.</summary>
    [Parameter(HelpMessage = "Names of authors. The article must have all of them.")]
    [ValidateNotNullOrEmpty]
    public string[]? Author { get; set; }

    /// <summary>Tags. The article must have all of them.</summary>
    [Parameter(HelpMessage = "Tags. The article must have all of them.")]
    [Alias("Keyword")]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>The DOI.</summary>
    [Parameter(HelpMessage = "DOI, such as 10.35092/yhjc.9995672.")]
    [ValidateNotNullOrEmpty]
    public string? Doi { get; set; }

    /// <summary>
    /// The institution: the first part of its host, such as nih for nih.figshare.com, or its
    /// number.
    /// </summary>
    [Parameter(HelpMessage = "First part of the institution's host, such as nih for nih.figshare.com, or its number.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstitutionCompleter))]
    public string? Institution { get; set; }

    /// <summary>The kind of article.</summary>
    [Parameter(HelpMessage = "Kind of article, such as Dataset.")]
    [WithoutSeparators]
    public ArticleType? Type { get; set; }

    /// <summary>Only articles published after this day.</summary>
    [Parameter(HelpMessage = "Only articles published after this day.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? PublishedSince { get; set; }

    /// <summary>Only articles modified after this day.</summary>
    [Parameter(HelpMessage = "Only articles modified after this day.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? ModifiedSince { get; set; }

    /// <summary>
    /// The order of the results, the greatest or newest first. Default: Figshare's
    /// order.
    /// </summary>
    [Parameter(HelpMessage = "Order of the results, the greatest or newest first.")]
    [WithoutSeparators]
    public ArticleOrder? SortBy { get; set; }

    /// <summary>List the least or oldest results first.</summary>
    [Parameter(HelpMessage = "List the least or oldest results first.")]
    public SwitchParameter Ascending { get; set; }

    /// <summary>The maximum number of articles; default all.</summary>
    [Parameter(HelpMessage = "Maximum number of articles; default all.")]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? First { get; set; }

    /// <summary>The number of articles to skip before the first result.</summary>
    [Parameter(HelpMessage = "Number of articles to skip first.")]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Skip { get; set; }

    /// <summary>
    /// The longest time to wait while Figshare refuses this network, in minutes. Default: 0, fail
    /// at once.
    /// </summary>
    [Parameter(HelpMessage = "Longest wait while Figshare refuses this network, in minutes; default 0, fail at once.")]
    [ValidateRange(0, 1_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumOutageMinutes { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _finder = new ArticleFinder(new ApiOptions
    {
        MaximumRetryCount = MaximumRetryCount,
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        Proxy = ProxyToUse(),
        Pace = this.PaceOf(PaceFolder),
        MaximumOutage = TimeSpan.FromMinutes(MaximumOutageMinutes),
        Endpoints = Endpoints(downloadUri: null),
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var search = new ArticleSearch
        {
            Query = Query,
            Title = Title,
            Authors = Author ?? [],
            Tags = Tag ?? [],
            Doi = Doi,
            Institution = Institution,
            Type = Type,
            PublishedSince = PublishedSince,
            ModifiedSince = ModifiedSince,
            Order = SortBy,
            Ascending = Ascending,
            First = First,
            Skip = Skip,
        };
        try
        {
            PipelineStream.Write(
                this,
                (items, cancellationToken) => _finder!.FindAsync(
                    search, new PipelineLog("search", items, cancellationToken), cancellationToken),
                article => new PipelineItem.Output(new FoundArticle(article)),
                _cancellation.Token);
        }
        catch (FigshareException e)
        {
            // A pasted address may contain a private link's key, which must not be in an error.
            WriteError(ErrorRecords.From(e, PastedText.Show(Query ?? Title ?? Doi ?? "")));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Stops the search and closes its connections.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _finder?.Dispose();
        _cancellation.Dispose();
    }
}
