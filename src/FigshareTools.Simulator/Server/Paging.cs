using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The requested part of a list: by page and page_size, or by limit and offset.</summary>
internal sealed record Paging(int Offset, int Limit)
{
    private const int DefaultSize = 10;
    private const int MaximumSize = 1000;

    // The maxima in the official definition of 2026-07. Its prose has a maximum of 1000 for the offset.
    private const int MaximumPage = 5000;
    private const int MaximumOffset = 5000;

    public static Paging Parse(RequestParameters parameters)
    {
        if ((parameters.Contains("page") || parameters.Contains("page_size"))
            && (parameters.Contains("limit") || parameters.Contains("offset")))
        {
            throw ApiErrorException.Unprocessable("page and page_size cannot be used together with limit and offset");
        }

        var page = parameters.GetInteger("page", 1, MaximumPage) ?? 1;
        var pageSize = parameters.GetInteger("page_size", 1, MaximumSize) ?? DefaultSize;
        var limit = parameters.GetInteger("limit", 1, MaximumSize) ?? pageSize;
        var offset = parameters.GetInteger("offset", 0, MaximumOffset) ?? (page - 1) * pageSize;
        return new Paging(offset, limit);
    }

    public IEnumerable<T> Apply<T>(IEnumerable<T> list) => list.Skip(Offset).Take(Limit);
}
