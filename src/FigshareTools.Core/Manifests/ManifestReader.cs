using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>Lists the plates of whatever a reference names, as they stand in one version.</summary>
public sealed class ManifestReader : IDisposable
{
    private readonly FigshareHttp _http;
    private readonly FigshareClient _api;

    /// <summary>Makes a reader.</summary>
    public ManifestReader(ApiOptions options)
        : this(options, ApiRateLimiter.Shared)
    {
    }

    internal ManifestReader(ApiOptions options, ApiRateLimiter pace)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock);
        _api = new FigshareClient(JsonRequests.Create(options, _http, pace));
    }

    /// <summary>Reads plates while pages arrive, and articles of a collection or project one after the other.</summary>
    /// <param name="reference">What is to be listed.</param>
    /// <param name="version">The version wanted; null for the reference's own, else the latest public one.</param>
    /// <param name="log">Who is told what.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Plates, and among those of many articles the problems of single ones.</returns>
    /// <exception cref="FigshareException">
    /// It is not there, has no files (and why), or the list is not whole; what was listed before holds.
    /// </exception>
    public async IAsyncEnumerable<ManifestEntry> ReadAsync(
        FigshareReference reference, int? version, IListingLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (version < 1)
        {
            throw new FigshareException(
                FigshareErrorId.InvalidReference, $"{version} is no version of {reference}; versions count from 1.");
        }

        var item = WithVersion(
            await new ReferenceResolver(_api).ResolveAsync(reference, log, cancellationToken)
                .ConfigureAwait(false),
            version);
        var entries = item switch
        {
            FigshareReference.Article article => OfArticleAsync(article, log, false, cancellationToken),
            FigshareReference.File file => OfFileAsync(file, log, cancellationToken),
            FigshareReference.Collection collection =>
                OfArticlesAsync(FigshareClient.Collections, collection.Id, item, log, cancellationToken),
            FigshareReference.Project project =>
                OfArticlesAsync(FigshareClient.Projects, project.Id, item, log, cancellationToken),
            _ => throw new ArgumentException($"A {item.GetType().Name} cannot be listed.", nameof(reference)),
        };
        if (item is FigshareReference.Collection { Version: { } old })
        {
            log.Warning($"{item}: Figshare lists only the articles of the latest version, not those of version {old}.");
        }

        var reading = entries.GetAsyncEnumerator(cancellationToken);
        await using (reading.ConfigureAwait(false))
        {
            while (await Named(item, reading.MoveNextAsync).ConfigureAwait(false))
            {
                yield return reading.Current;
            }
        }
    }

    /// <summary>Frees connections.</summary>
    public void Dispose() => _http.Dispose();

    private static FigshareReference WithVersion(FigshareReference reference, int? version) => reference switch
    {
        FigshareReference.Article article => article with { Version = version ?? article.Version },
        FigshareReference.Collection collection => collection with { Version = version ?? collection.Version },
        FigshareReference.File { ArticleId: not null } file => file with { Version = version ?? file.Version },
        _ when version is not null => throw new FigshareException(FigshareErrorId.InvalidReference,
            $"{reference} has no versions; leave -Version out."),
        _ => reference,
    };

    private async IAsyncEnumerable<ManifestEntry> OfArticleAsync(
        FigshareReference.Article article, IListingLog log, bool isOneOfMany,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plates = new ArticleLister(_api, log).ListAsync(article, isOneOfMany, cancellationToken);
        await foreach (var plate in plates.ConfigureAwait(false))
        {
            yield return ManifestEntry.Of(plate);
        }
    }

    private async IAsyncEnumerable<ManifestEntry> OfFileAsync(
        FigshareReference.File file, IListingLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // No API tells of a file without its article: saving it will tell name and length.
        yield return ManifestEntry.Of(file.ArticleId is null
            ? new FigsharePlate
            {
                FileId = file.FileId,
                PrivateLink = file.PrivateLink is { } key ? new FigshareSecret(key) : null,
            }
            : await new ArticleLister(_api, log).FindAsync(file, cancellationToken).ConfigureAwait(false));
    }

    private async IAsyncEnumerable<ManifestEntry> OfArticlesAsync(
        string kind, long id, FigshareReference owner, IListingLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var articles = new List<FigshareReference.Article>();
        await foreach (var item in _api.GetArticlesAsync(kind, id, log, cancellationToken).ConfigureAwait(false))
        {
            articles.Add(new FigshareReference.Article(item.Id));
        }

        if (articles.Count == 0)
        {
            throw NoFiles.Because(owner, "it has no articles");
        }

        for (var done = 0; done < articles.Count; done++)
        {
            log.ReportArticles(done, articles.Count);
            var entries = OfArticleAsync(articles[done], log, true, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await using (entries.ConfigureAwait(false))
            {
                while (await NextAsync(articles[done], entries).ConfigureAwait(false) is { } entry)
                {
                    yield return entry;
                    if (entry.Problem is not null)
                    {
                        break;
                    }
                }
            }
        }

        log.ReportArticles(articles.Count, articles.Count);
    }

    /// <summary>The next plate of an article, or what is wrong with the article; null at its end.</summary>
    private static async Task<ManifestEntry?> NextAsync(
        FigshareReference article, IAsyncEnumerator<ManifestEntry> entries)
    {
        try
        {
            return await Named(article, entries.MoveNextAsync).ConfigureAwait(false) ? entries.Current : null;
        }
        catch (FigshareException e) when (!ConcernsAll(e.ErrorId))
        {
            return new ManifestEntry(null, e) { Subject = article.ToString() };
        }
    }

    /// <summary>Whether the other articles would fail for the same reason: a refusing host is not asked a thousand times.</summary>
    private static bool ConcernsAll(FigshareErrorId id) => id is FigshareErrorId.WafChallenge
        or FigshareErrorId.AccessRefused or FigshareErrorId.RateLimited or FigshareErrorId.TokenRejected
        or FigshareErrorId.ConnectionFailed or FigshareErrorId.ConnectionTimeout or FigshareErrorId.UnexpectedAnswer;

    private static async Task<bool> Named(FigshareReference reference, Func<ValueTask<bool>> next)
    {
        try
        {
            return await next().ConfigureAwait(false);
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(reference.ToString());
        }
    }
}
