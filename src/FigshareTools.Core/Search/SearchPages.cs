using System.Linq;

namespace FigshareTools.Search;

/// <summary>
/// The pages that contain the requested results. <c>page</c> and <c>page_size</c> reach the first 9,000 results;
/// Figshare's workshop reads them as nine pages of 1,000. <c>offset</c> is not used: its limit is 5,000 in the
/// specification and 1,000 in the prose beside it (both 2026-07).
/// </summary>
/// <param name="First">The number of the first page, from 1.</param>
/// <param name="Size">The number of results of a page.</param>
/// <param name="Skip">The number of results to skip at the beginning of the first page.</param>
internal readonly record struct SearchPages(int First, int Size, int Skip)
{
    /// <summary>The number of results that pages reach. Further results need a cursor.</summary>
    public const int Reach = 9000;

    /// <summary>The maximum number of results of a page.</summary>
    public const int LargestSize = 1000;

    private const int LastPage = 5000;

    /// <summary>The smallest number of pages, with the smallest page size.</summary>
    public static SearchPages Of(int skip, int? first)
    {
        if (first is { } count && count <= Reach - skip)
        {
            return Enumerable.Range(1, LargestSize)
                .Select(size => (Size: size, From: skip / size, To: (skip + count - 1) / size))
                .Where(pages => pages.To < LastPage && (pages.To + 1) * pages.Size <= Reach)
                .OrderBy(pages => pages.To - pages.From)
                .ThenBy(pages => pages.Size)
                .Select(pages => new SearchPages(pages.From + 1, pages.Size, skip % pages.Size))
                .First();
        }

        var whole = (skip < Reach ? skip : Reach - 1) / LargestSize;
        return new SearchPages(whole + 1, LargestSize, skip - whole * LargestSize);
    }

    /// <summary>Whether a page can be requested by its number.</summary>
    public bool HasNumber(int page) => page <= Reach / Size;
}
