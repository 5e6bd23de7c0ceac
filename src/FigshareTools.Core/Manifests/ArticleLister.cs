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

/// <summary>Lists the plates of one article, as they stand in one version of it.</summary>
internal sealed class ArticleLister(FigshareClient api, IListingLog log)
{
    /// <summary>Reads an article's plates while its pages arrive.</summary>
    /// <param name="reference">The article; without a version, the latest is taken and recorded in each plate.</param>
    /// <param name="isOneOfMany">
    /// Whether the files in the article itself will do where they prove to be all: it halves the requests of a collection.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FigshareException">
    /// The article has no files (and why), or the list is not whole; what was listed before holds.
    /// </exception>
    /// <exception cref="EngineException">It cannot be had.</exception>
    public async IAsyncEnumerable<FigsharePlate> ListAsync(
        FigshareReference.Article reference, bool isOneOfMany, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var article = await api.GetArticleAsync(reference.Id, reference.Version, log, cancellationToken)
            .ConfigureAwait(false);
        NoFiles.RequireDownloads(reference, article);

        long bytes = 0;
        var count = 0;
        var names = new FileNames(article.FolderStructure);
        var files = isOneOfMany && HoldsAllFiles(article)
            ? InHandAsync(article.Files!)
            : FilesOfAsync(reference, article, cancellationToken);
        await foreach (var file in files.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            bytes += file.Size ?? 0;
            yield return ApiPlates.PlateOf(article, file) with
            {
                FileName = names.NameOf(file),
                PrivateLink = reference.PrivateLink is { } key ? new FigshareSecret(key) : null,
            };
        }

        if (count == 0)
        {
            throw NoFiles.Because(reference, "it lists none");
        }

        // The one cross-check there is.
        if (article.Size is { } size && size != bytes)
        {
            throw new FigshareException(FigshareErrorId.IncompleteManifest,
                $"{reference}: its {count} listed files have {bytes} bytes, but Figshare states {size}, so the list is not "
                + "whole; try again later, and do not take what was listed for everything.");
        }
    }

    /// <summary>One file of an article, as its version lists it: with the name it has among the others.</summary>
    /// <exception cref="FigshareException">The version has no such file.</exception>
    /// <exception cref="EngineException">It cannot be had.</exception>
    public async Task<FigsharePlate> FindAsync(FigshareReference.File reference, CancellationToken cancellationToken)
    {
        var article = new FigshareReference.Article(reference.ArticleId!.Value, reference.Version)
        {
            PrivateLink = reference.PrivateLink,
        };
        await foreach (var plate in ListAsync(article, false, cancellationToken).ConfigureAwait(false))
        {
            if (plate.FileId == reference.FileId)
            {
                return plate;
            }
        }

        throw new FigshareException(FigshareErrorId.NotFound,
            $"{article} has no file {reference.FileId}; check the id, or the version.");
    }

#pragma warning disable CS1998 // It is asynchronous only for its twin's sake.
    private static async IAsyncEnumerable<ApiFile> InHandAsync(IReadOnlyList<ApiFile> files)
#pragma warning restore CS1998
    {
        foreach (var file in files)
        {
            yield return file;
        }
    }

    private static bool HoldsAllFiles(ApiArticle article) =>
        article is { IsOwn: false, Files: { Count: > 0 and < ArticleFiles.MaximumCount } files } && article.Size == files.Sum(file => file.Size ?? 0);

    private async IAsyncEnumerable<ApiFile> FilesOfAsync(
        FigshareReference reference, ApiArticle article, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var version = article.Version ?? 1;
        var files = api.GetFilesAsync(article, version, log, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (files.ConfigureAwait(false))
        {
            bool any;
            IReadOnlyList<ApiFile> substitute = [];
            try
            {
                any = await files.MoveNextAsync().ConfigureAwait(false);
            }
            catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.NotFound)
            {
                // Versions have had lists of their own only since late 2025; before, the article was the only source.
                log.Verbose($"{reference}: version {version} has no file list of its own, so the article's is taken");
                any = false;
                substitute = article.Files ?? [];
                if (substitute.Count >= ArticleFiles.MaximumCount)
                {
                    log.Warning($"{reference}: Figshare gives its first {substitute.Count} files; there may be more.");
                }
            }

            foreach (var file in substitute)
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
}
