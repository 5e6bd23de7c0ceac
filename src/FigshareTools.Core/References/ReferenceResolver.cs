using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;

namespace FigshareTools.References;

/// <summary>
/// Asks the API what only it knows of a reference: which item a DOI or handle is, and whether a domain is an institution's
/// site. Landing pages are not asked: since 2026 Figshare's firewall challenges programs there.
/// </summary>
internal sealed class ReferenceResolver(FigshareClient api)
{
    // In this order: most DOIs are articles'.
    private static readonly string[] s_found = [FigshareClient.Articles, FigshareClient.Collections];

    /// <summary>Makes an article, a collection, a project or a file of any reference, with nothing left to confirm.</summary>
    /// <param name="reference">What was pasted.</param>
    /// <param name="log">Told of decisions, from any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FigshareException">There is no such item, or the pasted address is not its.</exception>
    public async Task<FigshareReference> ResolveAsync(
        FigshareReference reference, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            var item = reference switch
            {
                FigshareReference.Doi doi =>
                    await OfDoiAsync(doi, log, cancellationToken).ConfigureAwait(false),
                FigshareReference.Handle handle =>
                    await OfHandleAsync(handle, log, cancellationToken).ConfigureAwait(false),
                { Host: { } host } =>
                    await ConfirmedAsync(reference, host, log, cancellationToken).ConfigureAwait(false),
                _ => reference,
            };
            if (reference is FigshareReference.Doi or FigshareReference.Handle)
            {
                log.Verbose($"{reference} is {item}");
            }

            return item;
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(reference.Host is { } at ? $"{reference} at {at}" : reference.ToString());
        }
    }

    private async Task<FigshareReference> OfDoiAsync(
        FigshareReference.Doi doi, IRunLog log, CancellationToken cancellationToken)
    {
        // With and without its version, as the API keeps the DOI of an item in either form.
        string[] texts = doi.Version is null ? [doi.Name] : [doi.Text, doi.Name];
        foreach (var kind in s_found)
        {
            foreach (var text in texts)
            {
                var items = await api.FindAsync(kind, "doi", text, log, cancellationToken).ConfigureAwait(false);
                if (items.Find(item => DoiText.Names(doi, item.Doi)) is { } found)
                {
                    return ReferenceTo(kind, found.Id, doi.Version);
                }
            }
        }

        return await GuessedAsync(doi, log, cancellationToken).ConfigureAwait(false)
            ?? throw new FigshareException(
                FigshareErrorId.NotFound,
                $"Figshare knows no public article or collection with the {doi}; check it for typing errors, and if it is "
                + "a paper's, give the DOI that the paper names for its data.");
    }

    private async Task<FigshareReference?> GuessedAsync(
        FigshareReference.Doi doi, IRunLog log, CancellationToken cancellationToken)
    {
        if (DoiText.Guess(doi) is not { } guess)
        {
            return null;
        }

        var kind = guess.IsCollection ? FigshareClient.Collections : FigshareClient.Articles;
        try
        {
            var item = await api.GetItemAsync(kind, guess.Id, log, cancellationToken).ConfigureAwait(false);
            return DoiText.Names(doi, item.Doi) ? ReferenceTo(kind, item.Id, doi.Version) : null;
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound)
        {
            return null;
        }
    }

    private async Task<FigshareReference> OfHandleAsync(
        FigshareReference.Handle handle, IRunLog log, CancellationToken cancellationToken)
    {
        foreach (var kind in s_found)
        {
            var items = await api.FindAsync(kind, "handle", handle.Name, log, cancellationToken).ConfigureAwait(false);
            if (items.Find(item => Is(handle, item)) is { } found)
            {
                return ReferenceTo(kind, found.Id, version: null);
            }
        }

        throw new FigshareException(
            FigshareErrorId.NotFound,
            $"Figshare knows no public article or collection with the {handle}; check it for typing errors, or give the "
            + "address of the item's page.");
    }

    private static bool Is(FigshareReference.Handle handle, ApiItem item) =>
        string.Equals(item.Handle, handle.Name, StringComparison.OrdinalIgnoreCase);

    private async Task<FigshareReference> ConfirmedAsync(
        FigshareReference reference, string host, IRunLog log, CancellationToken cancellationToken)
    {
        var witnesses = await WitnessesAsync(reference, log, cancellationToken).ConfigureAwait(false);
        string[] pages =
            [.. witnesses.SelectMany(item => new[] { item.UrlPublicHtml, item.FigshareUrl }).OfType<string>()];
        if (pages.Any(page => WebAddress.Read(page)?.Host == host))
        {
            return reference with { Host = null };
        }

        var stated = pages.Length > 0
            ? $"Figshare has {reference} at {pages[0]}"
            : $"Figshare tells no address of {reference}";
        throw new FigshareException(
            FigshareErrorId.InvalidReference,
            $"{stated}, and nothing that shows {host} to be a site of Figshare's; if it is what you mean, give its DOI, "
            + "or its id in an address on figshare.com.");
    }

    /// <summary>What states addresses of the item: itself; of a collection, which states none, its articles.</summary>
    private async Task<IReadOnlyList<ApiItem>> WitnessesAsync(
        FigshareReference reference, IRunLog log, CancellationToken cancellationToken)
    {
        if (reference is FigshareReference.Collection collection)
        {
            return await api.GetFirstOfCollectionAsync(collection.Id, log, cancellationToken).ConfigureAwait(false);
        }

        var (kind, id) = reference switch
        {
            FigshareReference.Article article => (FigshareClient.Articles, article.Id),
            FigshareReference.File { ArticleId: { } articleId } => (FigshareClient.Articles, articleId),
            FigshareReference.Project project => (FigshareClient.Projects, project.Id),
            _ => throw new ArgumentException($"A {reference.GetType().Name} has no host to confirm.", nameof(reference)),
        };
        return [await api.GetItemAsync(kind, id, log, cancellationToken).ConfigureAwait(false)];
    }

    private static FigshareReference ReferenceTo(string kind, long id, int? version) => kind == FigshareClient.Collections
        ? new FigshareReference.Collection(id, version)
        : new FigshareReference.Article(id, version);
}
