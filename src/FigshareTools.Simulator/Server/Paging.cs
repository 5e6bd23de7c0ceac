using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>The part of a list that a request asks for: by page and page_size, or by limit and offset.</summary>
internal sealed record Paging(int Offset, int Limit)
{
    private const int DefaultSize = 10;
    private const int MaximumSize = 1000;

    // The maxima of page and offset in the official definition of 2026-07; its prose says 1000 for the offset.
    private const int MaximumPage = 5000;
    private const int MaximumOffset = 5000;

    public static bool TryParse(IQueryCollection query, out Paging paging, out string error)
    {
        paging = new Paging(0, DefaultSize);
        error = "";
        if ((query.ContainsKey("page") || query.ContainsKey("page_size"))
            && (query.ContainsKey("limit") || query.ContainsKey("offset")))
        {
            error = "page and page_size cannot be used together with limit and offset";
            return false;
        }

        if (!TryRead(query, "page", 1, 1, MaximumPage, out int page, ref error)
            || !TryRead(query, "page_size", DefaultSize, 1, MaximumSize, out int pageSize, ref error)
            || !TryRead(query, "limit", pageSize, 1, MaximumSize, out int limit, ref error)
            || !TryRead(query, "offset", (page - 1) * pageSize, 0, MaximumOffset, out int offset, ref error))
        {
            return false;
        }

        paging = new Paging(offset, limit);
        return true;
    }

    public IEnumerable<T> Of<T>(IEnumerable<T> list) => list.Skip(Offset).Take(Limit);

    private static bool TryRead(
        IQueryCollection query, string name, int byDefault, int minimum, int maximum, out int value, ref string error)
    {
        value = byDefault;
        if (!query.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value >= minimum
                && value <= maximum))
        {
            return true;
        }

        error = $"{name} must be an integer between {minimum} and {maximum}";
        return false;
    }
}
