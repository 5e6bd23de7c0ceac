using System.Collections.Generic;
using System.Linq;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>The files that Figshare's API lists within an article itself.</summary>
internal static class ArticleFiles
{
    /// <summary>
    /// The number of files at which the list may have been cut. The API has sent articles with no more than their first
    /// ten files, without saying so (2024-11, 2025-08). Fewer files are all files.
    /// </summary>
    public const int MaximumCount = 10;

    /// <summary>The bytes of all files. A sum that no disk could hold is wrong, but no exception.</summary>
    public static long BytesOf(IEnumerable<ApiFile> files) =>
        files.Aggregate(0L, (bytes, file) => unchecked(bytes + (file.Length ?? 0)));
}
