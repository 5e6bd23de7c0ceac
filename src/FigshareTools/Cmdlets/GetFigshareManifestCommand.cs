using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Manifests;
using FigshareTools.Pipeline;
using FigshareTools.References;

namespace FigshareTools.Cmdlets;

/// <summary><para type="synopsis">Lists the plates of Figshare articles.</para></summary>
[Cmdlet(VerbsCommon.Get, "FigshareManifest")]
[OutputType(typeof(FigsharePlate))]
public sealed class GetFigshareManifestCommand : FigshareCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private ManifestReader? _reader;
    private WildcardPattern[] _include = [];
    private WildcardPattern[] _exclude = [];

    /// <summary><para type="description">Article ids, with a version if need be: 9995672, 9995672.v5.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Article ids, such as 9995672, or 9995672.v5 for a version.")]
    [Alias("ArticleId", "article_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary><para type="description">The version; default the one in the id, else the latest public one.</para></summary>
    [Parameter(HelpMessage = "Version of the article; default the latest public one.")]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    /// <summary><para type="description">Only files whose names match one of these wildcards.</para></summary>
    [Parameter(HelpMessage = "Only files whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary><para type="description">No files whose names match one of these wildcards.</para></summary>
    [Parameter(HelpMessage = "No files whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _include = Patterns(Include);
        _exclude = Patterns(Exclude);
        _reader = new ManifestReader(new ManifestOptions
        {
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            Endpoints = Endpoints(downloadUri: null),
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            try
            {
                var reference = FigshareReference.Parse(id);
                if (reference is not FigshareReference.Article { Host: null } article)
                {
                    throw new FigshareException(
                        FigshareErrorId.InvalidReference,
                        $"{reference} is not yet listed; give a number such as 9995672, or 9995672.v5 for a version.");
                }

                List(Version is null ? article : article with { Version = Version });
            }
            catch (FigshareException e)
            {
                WriteError(Errors.From(e, id));
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Frees connections.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _reader?.Dispose();
        _cancellation.Dispose();
    }

    private void List(FigshareReference.Article reference) => PipelineStream.Write(
        this,
        (items, cancellationToken) => _reader!.ReadAsync(
            reference,
            text => items.Add(new PipelineItem.Verbose($"{reference}: {text}"), cancellationToken),
            text => items.Add(new PipelineItem.Warning(text), cancellationToken),
            cancellationToken),
        plate => IsWanted(plate.FileName ?? ""),
        _cancellation.Token);

    private bool IsWanted(string fileName) =>
        (_include.Length == 0 || _include.Any(pattern => pattern.IsMatch(fileName)))
        && !_exclude.Any(pattern => pattern.IsMatch(fileName));

    private static WildcardPattern[] Patterns(string[]? texts) =>
        [.. (texts ?? []).Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase))];
}
