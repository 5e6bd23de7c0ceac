using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>Lists the plates of an item on Figshare: an article, a collection, a project or a file.</summary>
public sealed class ManifestReader : IDisposable
{
    private readonly FigshareHttp _http;
    private readonly FigshareClient _api;

    /// <summary>Creates a reader.</summary>
    public ManifestReader(ApiOptions options)
        : this(options, ApiRateLimiter.For(options.Pace, options.Clock))
    {
    }

    internal ManifestReader(ApiOptions options, ApiRateLimiter pace)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        _api = new FigshareClient(JsonRequests.Create(options, _http, pace));
    }

    /// <summary>Lists plates while pages arrive, and the articles of a collection or project in their order.</summary>
    /// <param name="reference">The item.</param>
    /// <param name="version">The version; null for that of the reference, else the latest public version.</param>
    /// <param name="log">Receives messages and progress.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Plates, and for a collection or project also the problems of single articles.</returns>
    /// <exception cref="FigshareException">
    /// The item does not exist or has no files, or the list is incomplete. Plates that were listed before are valid.
    /// </exception>
    public async IAsyncEnumerable<ManifestEntry> ReadAsync(
        FigshareReference reference, int? version, IListingLog log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (version < 1)
        {
            throw new FigshareException(
                FigshareErrorId.InvalidReference, $"{version} is not a version of {reference}; versions count from 1.");
        }

        if (version is not null && VersionOf(reference) is { } own && own != version)
        {
            throw new FigshareException(FigshareErrorId.InvalidReference,
                $"{reference}: -Version is {version}, which is another version; leave one of them out.");
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

    /// <summary>Closes connections.</summary>
    public void Dispose() => _http.Dispose();

    private static int? VersionOf(FigshareReference reference) => reference switch
    {
        FigshareReference.Article article => article.Version,
        FigshareReference.Collection collection => collection.Version,
        FigshareReference.File file => file.Version,
        FigshareReference.Doi doi => doi.Version,
        _ => null,
    };

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
        // No API describes a file without its article. Saving the file gives its name and length.
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

    /// <summary>The next plate of an article, or the problem of the article; null at the end.</summary>
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

    /// <summary>
    /// Whether other articles would fail for the same reason. A host that refuses one request must not get a thousand
    /// more.
    /// </summary>
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
