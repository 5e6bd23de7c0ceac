using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>Lists the plates of an article, as they stand in one version of it.</summary>
public sealed class ManifestReader : IDisposable
{
    private readonly FigshareHttp _http;
    private readonly FigshareClient _api;

    /// <summary>Makes a reader.</summary>
    public ManifestReader(ManifestOptions options)
        : this(options, ApiPace.Shared)
    {
    }

    internal ManifestReader(ManifestOptions options, ApiPace pace)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock);
        _api = new FigshareClient(new JsonRequests(
            _http, options.Endpoints, new RetryPolicy(options.MaximumRetryCount, options.Clock), pace, options.Token,
            options.CacheFolder is null ? null : new AnswerCache(options.CacheFolder, options.Clock)));
    }

    /// <summary>Reads an article's plates while its pages arrive.</summary>
    /// <param name="reference">The article; without a version, the latest is taken and recorded in each plate.</param>
    /// <param name="report">Told of decisions, from any thread.</param>
    /// <param name="warn">Told of what the list leaves out, from any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FigshareException">
    /// The article is not there, has no files (and why), or the list is not whole; what was listed before holds.
    /// </exception>
    public async IAsyncEnumerable<FigsharePlate> ReadAsync(
        FigshareReference.Article reference, Action<string> report, Action<string> warn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var article = await NamedAsync(
            reference, () => _api.GetArticleAsync(reference.Id, reference.Version, report, cancellationToken))
            .ConfigureAwait(false);
        RequireDownloads(reference, article);

        long bytes = 0;
        var plates = 0;
        var links = 0;
        var files = FilesOfAsync(reference, article, report, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (files.ConfigureAwait(false))
        {
            while (await NamedAsync(reference, () => files.MoveNextAsync().AsTask()).ConfigureAwait(false))
            {
                var file = files.Current;
                bytes += file.Size;
                if (file.IsLinkOnly)
                {
                    links++;
                    warn($"{reference}: '{file.Name}' is left out: Figshare holds only a link to it ({file.DownloadUrl}).");
                    continue;
                }

                plates++;
                yield return ApiPlates.PlateOf(article, file);
            }
        }

        if (plates == 0)
        {
            throw NoFiles(reference, links > 0 ? "its files are only links to other sites" : "it lists none");
        }

        // The one cross-check there is: lists were cut to ten files without a word before (2024-11, 2025-08).
        if (article.Size is { } size && size != bytes)
        {
            throw new FigshareException(FigshareErrorId.IncompleteManifest,
                $"{reference}: its {plates + links} listed files have {bytes} bytes, but Figshare states {size}, so the list "
                + "is not whole; try again later, and do not take what was listed for everything.");
        }
    }

    /// <summary>Frees connections.</summary>
    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<ApiFile> FilesOfAsync(
        FigshareReference.Article reference, ApiArticle article, Action<string> report,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var version = article.Version ?? reference.Version ?? 1;
        var files = _api.GetFilesAsync(article.Id, version, report, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (files.ConfigureAwait(false))
        {
            bool any;
            IReadOnlyList<ApiFile>? substitute = null;
            try
            {
                any = await files.MoveNextAsync().ConfigureAwait(false);
            }
            catch (TransferFailure failure) when (failure.Answer.ErrorId == FigshareErrorId.NotFound)
            {
                // Versions have had lists of their own only since late 2025; before, the article was the only source.
                report($"{reference}: version {version} has no file list of its own, so the article's is taken");
                any = false;
                substitute = article.Files ?? [];
            }

            foreach (var file in substitute ?? [])
            {
                yield return file;
            }

            while (any)
            {
                yield return files.Current;
                any = await files.MoveNextAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Figshare leaves the files of such articles out, or lists what nobody can fetch.</summary>
    private static void RequireDownloads(FigshareReference.Article reference, ApiArticle article)
    {
        if (article.IsMetadataRecord)
        {
            throw NoFiles(reference, "it is a metadata record without files", article.MetadataReason);
        }

        if (article.IsConfidential)
        {
            throw NoFiles(reference, "its files are confidential", article.ConfidentialReason);
        }

        // The type alone says nothing: embargo_type "file" with is_embargoed false was seen (2026-01).
        if (article.IsEmbargoed)
        {
            var until = article.EmbargoDate is { Length: > 0 } date ? $"until {date}" : "without an end date";
            throw NoFiles(reference, $"it is under embargo {until}", article.EmbargoTitle, article.EmbargoReason);
        }

        if (article.DownloadDisabled)
        {
            throw NoFiles(reference, "its owner has disabled downloads");
        }
    }

    private static FigshareException NoFiles(FigshareReference.Article reference, string why, params string?[] reasons)
    {
        var stated = string.Join(", ", reasons.Where(reason => !string.IsNullOrWhiteSpace(reason)));
        return new FigshareException(FigshareErrorId.NoFiles,
            $"{reference} has no files to download: {why}{(stated.Length > 0 ? $" ({stated})" : "")}; "
            + "see its page on Figshare, or ask its owner.");
    }

    private static async Task<T> NamedAsync<T>(FigshareReference.Article reference, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (TransferFailure failure)
        {
            throw failure.About(reference.ToString());
        }
    }
}
