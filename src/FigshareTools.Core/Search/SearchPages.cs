using System.Linq;

namespace FigshareTools.Search;

/// <summary>
/// The pages that hold the wanted results. <c>page</c> and <c>page_size</c> reach the first 9,000 results; Figshare's own
/// workshop reads them as nine pages of 1,000. <c>offset</c> is not used: its limit is 5,000 in the specification and 1,000
/// in the prose beside it (both 2026-07).
/// </summary>
/// <param name="First">The first page, counted from 1.</param>
/// <param name="Size">How many results a page has.</param>
/// <param name="Unwanted">How many results at the beginning of the first page are to be passed over.</param>
internal readonly record struct SearchPages(int First, int Size, int Unwanted)
{
    /// <summary>How many results pages reach; the rest follow a cursor.</summary>
    public const int Reach = 9000;

    /// <summary>The most results of a page.</summary>
    public const int LargestSize = 1000;

    private const int LastPage = 5000;

    /// <summary>The fewest pages, and of as many the smallest.</summary>
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

    /// <summary>Whether a page can be asked for by its number.</summary>
    public bool Reaches(int page) => page <= Reach / Size;
}
