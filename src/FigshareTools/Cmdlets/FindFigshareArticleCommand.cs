using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using FigshareTools.Api;
using FigshareTools.Manifests;
using FigshareTools.Pipeline;
using FigshareTools.References;
using FigshareTools.Search;

namespace FigshareTools.Cmdlets;

/// <summary><para type="synopsis">Finds public articles on Figshare.</para></summary>
/// <remarks>
/// -First and -Skip are its own: PowerShell's paging parameters would add -IncludeTotalCount, and Figshare tells no total.
/// </remarks>
[Cmdlet(VerbsCommon.Find, "FigshareArticle")]
[OutputType(typeof(FigshareArticle))]
public sealed class FindFigshareArticleCommand : ApiCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private ArticleFinder? _finder;

    /// <summary>
    /// <para type="description">A query in Figshare's own language: :field: text, "phrase", AND, OR, NOT, brackets. The
    /// other texts are quoted, so that nothing in them is an operator.</para>
    /// </summary>
    [Parameter(Position = 0, HelpMessage = "Query in Figshare's own language, operators included.")]
    [ValidateNotNullOrEmpty]
    public string? Query { get; set; }

    /// <summary><para type="description">Words of the title, in this order.</para></summary>
    [Parameter(HelpMessage = "Words of the title, in this order.")]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary><para type="description">Names of authors, all of whom must be among the article's.</para></summary>
    [Parameter(HelpMessage = "Names of authors, all of whom must be among the article's.")]
    [ValidateNotNullOrEmpty]
    public string[]? Author { get; set; }

    /// <summary><para type="description">Tags, all of which the article must have.</para></summary>
    [Parameter(HelpMessage = "Tags, all of which the article must have.")]
    [Alias("Keyword")]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary><para type="description">The DOI.</para></summary>
    [Parameter(HelpMessage = "DOI, such as 10.35092/yhjc.9995672.")]
    [ValidateNotNullOrEmpty]
    public string? Doi { get; set; }

    /// <summary>
    /// <para type="description">The institution: the first part of its host, such as nih for nih.figshare.com, or its
    /// number.</para>
    /// </summary>
    [Parameter(HelpMessage = "First part of the institution's host, such as nih for nih.figshare.com, or its number.")]
    [ValidateNotNullOrEmpty]
    public string? Institution { get; set; }

    /// <summary><para type="description">The kind of article.</para></summary>
    [Parameter(HelpMessage = "Kind of article, such as Dataset.")]
    [WithoutSeparators]
    public ArticleType? Type { get; set; }

    /// <summary><para type="description">Only articles published after this day.</para></summary>
    [Parameter(HelpMessage = "Only articles published after this day.")]
    public DateTime? PublishedSince { get; set; }

    /// <summary><para type="description">Only articles modified after this day.</para></summary>
    [Parameter(HelpMessage = "Only articles modified after this day.")]
    public DateTime? ModifiedSince { get; set; }

    /// <summary>
    /// <para type="description">The order, the greatest or newest first; default the one Figshare chooses.</para>
    /// </summary>
    [Parameter(HelpMessage = "Order of the results, the greatest or newest first.")]
    [WithoutSeparators]
    public ArticleOrder? SortBy { get; set; }

    /// <summary><para type="description">The least or oldest first.</para></summary>
    [Parameter(HelpMessage = "The least or oldest first.")]
    public SwitchParameter Ascending { get; set; }

    /// <summary><para type="description">How many articles are wanted; default all.</para></summary>
    [Parameter(HelpMessage = "How many articles are wanted; default all.")]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary><para type="description">How many articles are passed over before them.</para></summary>
    [Parameter(HelpMessage = "How many articles are passed over first.")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _finder = new ArticleFinder(new ApiOptions
    {
        MaximumRetryCount = MaximumRetryCount,
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
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
                    search, new PipelineLog(items, cancellationToken), cancellationToken),
                article => new PipelineItem.Output(article),
                _cancellation.Token);
        }
        catch (FigshareException e)
        {
            // A pasted address may hold a key, which no error shows.
            WriteError(ErrorRecords.From(e, PastedText.Show(Query ?? Title ?? Doi ?? "")));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Frees connections.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _finder?.Dispose();
        _cancellation.Dispose();
    }
}
