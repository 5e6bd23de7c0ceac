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

/// <summary>Lists the plates of one version of an article.</summary>
internal sealed class ArticleLister(FigshareClient api, IListingLog log)
{
    /// <summary>Lists the plates of an article while its pages arrive.</summary>
    /// <param name="reference">The article; without a version, its latest version is listed.</param>
    /// <param name="isOneOfMany">
    /// Whether to use the list of files in the article itself where it is complete: this halves the requests for a
    /// collection.
    /// </param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="FigshareException">
    /// The article has no files, or the list is incomplete. Plates that were listed before are valid.
    /// </exception>
    /// <exception cref="EngineException">A request failed.</exception>
    public async IAsyncEnumerable<FigsharePlate> ListAsync(
        FigshareReference.Article reference, bool isOneOfMany,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var article = await api.GetArticleAsync(reference.Id, reference.Version, log, cancellationToken)
            .ConfigureAwait(false);
        NoFiles.RequireDownloads(reference, article);

        long bytes = 0;
        var count = 0;
        var names = new FileNames(article.FolderStructure);
        var files = isOneOfMany && HasAllFiles(article)
            ? FilesInArticleAsync(article.Files!)
            : FilesOfAsync(reference, article, cancellationToken);
        await foreach (var file in files.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            bytes += file.Length ?? 0;
            var plate = ApiPlates.PlateOf(article, file);
            yield return plate with
            {
                FileName = names.NameOf(file),
                PrivateLink = reference.PrivateLink is { } key ? new FigshareSecret(key) : plate.PrivateLink,
            };
        }

        if (count == 0)
        {
            throw NoFiles.Because(reference, "it lists none");
        }

        // The total size is the only value that shows an incomplete list.
        if (article.Size is { } size && size != bytes)
        {
            throw new FigshareException(FigshareErrorId.IncompleteManifest,
                $"{reference}: its {count} listed files have {bytes} bytes, but Figshare states {size}, so the list is "
                + "incomplete; try again later. Until then, the listed files may not be all files.");
        }
    }

    /// <summary>Finds one file in the list of an article's version.</summary>
    /// <exception cref="FigshareException">The version has no such file, or its list is incomplete.</exception>
    /// <exception cref="EngineException">A request failed.</exception>
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

#pragma warning disable CS1998 // The method is asynchronous to have the type of FilesOfAsync.
    private static async IAsyncEnumerable<ApiFile> FilesInArticleAsync(IReadOnlyList<ApiFile> files)
#pragma warning restore CS1998
    {
        foreach (var file in files)
        {
            yield return file;
        }
    }

    private static bool HasAllFiles(ApiArticle article) =>
        article is { IsOwn: false, Files: { Count: > 0 and < ArticleFiles.MaximumCount } files }
        && article.Size == ArticleFiles.BytesOf(files);

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
                // Versions have had file lists only since late 2025. Before, the article was the only source.
                log.Verbose($"{reference}: version {version} has no file list, so the list of the article is used");
                any = false;
                substitute = article.Files ?? [];
                if (substitute.Count >= ArticleFiles.MaximumCount)
                {
                    log.Warning(
                        $"{reference}: Figshare lists only its first {substitute.Count} files; there may be more.");
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
