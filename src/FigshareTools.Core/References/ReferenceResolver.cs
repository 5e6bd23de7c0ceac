using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;

namespace FigshareTools.References;

/// <summary>
/// Resolves references with the API: the item of a DOI or handle, and whether a domain is the site of an institution.
/// Landing pages are not requested, because Figshare's firewall challenges programs there since 2026.
/// </summary>
internal sealed class ReferenceResolver(FigshareClient api)
{
    // Articles come first because most DOIs belong to articles.
    private static readonly string[] s_kinds = [FigshareClient.Articles, FigshareClient.Collections];

    /// <summary>Resolves a reference to an article, a collection, a project or a file, and confirms its host.</summary>
    /// <param name="reference">The reference that was pasted.</param>
    /// <param name="log">Receives decisions, from any thread.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="FigshareException">There is no such item, or it is not at the pasted address.</exception>
    public async Task<FigshareReference> ResolveAsync(
        FigshareReference reference, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            var item = reference switch
            {
                FigshareReference.Doi doi =>
                    await ResolveDoiAsync(doi, log, cancellationToken).ConfigureAwait(false),
                FigshareReference.Handle handle =>
                    await ResolveHandleAsync(handle, log, cancellationToken).ConfigureAwait(false),
                { Host: { } host } =>
                    await ConfirmHostAsync(reference, host, log, cancellationToken).ConfigureAwait(false),
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

    private async Task<FigshareReference> ResolveDoiAsync(
        FigshareReference.Doi doi, IRunLog log, CancellationToken cancellationToken)
    {
        // The API has the DOI of an item either with or without the version.
        string[] texts = doi.Version is null ? [doi.Name] : [doi.Text, doi.Name];
        foreach (var kind in s_kinds)
        {
            foreach (var text in texts)
            {
                var items = await api.FindAsync(kind, "doi", text, log, cancellationToken).ConfigureAwait(false);
                if (items.Find(item => DoiText.IsSame(doi, item.Doi)) is { } found)
                {
                    return ReferenceTo(kind, found.Id, doi.Version);
                }
            }
        }

        return await FindBySuffixAsync(doi, log, cancellationToken).ConfigureAwait(false)
            ?? throw new FigshareException(
                FigshareErrorId.NotFound,
                $"Figshare knows no public article or collection with the {doi}; check it for typing errors, and if "
                + "it is a paper's, give the DOI that the paper names for its data.");
    }

    private async Task<FigshareReference?> FindBySuffixAsync(
        FigshareReference.Doi doi, IRunLog log, CancellationToken cancellationToken)
    {
        if (DoiText.ItemInSuffix(doi) is not { } suggested)
        {
            return null;
        }

        var kind = suggested.IsCollection ? FigshareClient.Collections : FigshareClient.Articles;
        try
        {
            var item = await api.GetItemAsync(kind, suggested.Id, log, cancellationToken).ConfigureAwait(false);
            return DoiText.IsSame(doi, item.Doi) ? ReferenceTo(kind, item.Id, doi.Version) : null;
        }
        catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound)
        {
            return null;
        }
    }

    private async Task<FigshareReference> ResolveHandleAsync(
        FigshareReference.Handle handle, IRunLog log, CancellationToken cancellationToken)
    {
        foreach (var kind in s_kinds)
        {
            var items = await api.FindAsync(kind, "handle", handle.Name, log, cancellationToken).ConfigureAwait(false);
            if (items.Find(item => IsSame(handle, item)) is { } found)
            {
                return ReferenceTo(kind, found.Id, version: null);
            }
        }

        throw new FigshareException(
            FigshareErrorId.NotFound,
            $"Figshare knows no public article or collection with the {handle}; check it for typing errors, or give "
            + "the address of the item's page.");
    }

    private static bool IsSame(FigshareReference.Handle handle, ApiItem item) =>
        string.Equals(item.Handle, handle.Name, StringComparison.OrdinalIgnoreCase);

    private async Task<FigshareReference> ConfirmHostAsync(
        FigshareReference reference, string host, IRunLog log, CancellationToken cancellationToken)
    {
        var items = await ItemsWithPagesAsync(reference, log, cancellationToken).ConfigureAwait(false);
        string[] pages =
            [.. items.SelectMany(item => new[] { item.UrlPublicHtml, item.FigshareUrl }).OfType<string>()];
        if (pages.Any(page => WebAddress.Read(page)?.Host == host))
        {
            return reference with { Host = null };
        }

        var stated = pages.Length > 0
            ? $"Figshare has {reference} at {pages[0]}"
            : $"Figshare has no address of {reference}";
        throw new FigshareException(
            FigshareErrorId.InvalidReference,
            $"{stated}, and does not confirm that {host} is one of its sites; if this is the right item, give its "
            + "DOI, or its id in an address on figshare.com.");
    }

    /// <summary>
    /// The items whose pages are at the host of the reference: the item itself; for a collection, which has no page
    /// address, some of its articles.
    /// </summary>
    private async Task<IReadOnlyList<ApiItem>> ItemsWithPagesAsync(
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
            _ => throw new ArgumentException(
                $"A {reference.GetType().Name} has no host to confirm.", nameof(reference)),
        };
        return [await api.GetItemAsync(kind, id, log, cancellationToken).ConfigureAwait(false)];
    }

    private static FigshareReference ReferenceTo(string kind, long id, int? version) =>
        kind == FigshareClient.Collections
            ? new FigshareReference.Collection(id, version)
            : new FigshareReference.Article(id, version);
}
