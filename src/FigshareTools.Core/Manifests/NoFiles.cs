using System.Linq;
using FigshareTools.Api;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>Why an article has nothing to download: Figshare leaves the files out, or lists what nobody can fetch.</summary>
internal static class NoFiles
{
    /// <exception cref="FigshareException">There is nothing to download.</exception>
    public static void RequireDownloads(FigshareReference reference, ApiArticle article)
    {
        if (article.IsMetadataRecord is true)
        {
            throw Because(reference, "it is a metadata record without files", article.MetadataReason);
        }

        if (article.IsOwn)
        {
            return;
        }

        if (article.IsConfidential is true)
        {
            throw Because(reference, "its files are confidential", article.ConfidentialReason);
        }

        // The type alone says nothing: embargo_type "file" with is_embargoed false was seen (2026-01).
        if (article.IsEmbargoed is true)
        {
            var until = article.EmbargoDate is { Length: > 0 } date ? $"until {date}" : "without an end date";
            throw Because(reference, $"it is under embargo {until}", article.EmbargoTitle, article.EmbargoReason);
        }

        if (article.DownloadDisabled is true)
        {
            throw Because(reference, "its owner has disabled downloads");
        }
    }

    public static FigshareException Because(FigshareReference reference, string why, params string?[] reasons)
    {
        var stated = string.Join(", ", reasons.Where(reason => !string.IsNullOrWhiteSpace(reason)));
        return new FigshareException(FigshareErrorId.NoFiles,
            $"{reference} has no files to download: {why}{(stated.Length > 0 ? $" ({stated})" : "")}; "
            + "see its page on Figshare, or ask its owner.");
    }
}
