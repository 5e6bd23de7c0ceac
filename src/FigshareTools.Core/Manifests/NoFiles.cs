using System.Linq;
using FigshareTools.Api;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>The failures of articles without downloads: their files are not listed, or cannot be downloaded.</summary>
internal static class NoFiles
{
    /// <summary>Requires that an article has files that can be downloaded.</summary>
    /// <exception cref="FigshareException">It has none; the message has the reason.</exception>
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

        // The type alone does not mean an embargo: embargo_type "file" with is_embargoed false was seen (2026-01).
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

    /// <summary>The failure of an item without downloads.</summary>
    public static FigshareException Because(FigshareReference reference, string why, params string?[] reasons)
    {
        var stated = string.Join(", ", reasons.Where(reason => !string.IsNullOrWhiteSpace(reason)));
        return new FigshareException(FigshareErrorId.NoFiles,
            $"{reference} has no files to download: {why}{(stated.Length > 0 ? $" ({stated})" : "")}; "
            + "see its page on Figshare, or ask its owner.");
    }
}
