using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The part of a list that a request asks for: by page and page_size, or by limit and offset.</summary>
internal sealed record Paging(int Offset, int Limit)
{
    private const int DefaultSize = 10;
    private const int MaximumSize = 1000;

    // The maxima of page and offset in the official definition of 2026-07; its prose says 1000 for the offset.
    private const int MaximumPage = 5000;
    private const int MaximumOffset = 5000;

    public static Paging Of(RequestParameters parameters)
    {
        if ((parameters.Has("page") || parameters.Has("page_size"))
            && (parameters.Has("limit") || parameters.Has("offset")))
        {
            throw ApiRefusal.Unprocessable("page and page_size cannot be used together with limit and offset");
        }

        int page = parameters.Integer("page", 1, MaximumPage) ?? 1;
        int pageSize = parameters.Integer("page_size", 1, MaximumSize) ?? DefaultSize;
        int limit = parameters.Integer("limit", 1, MaximumSize) ?? pageSize;
        int offset = parameters.Integer("offset", 0, MaximumOffset) ?? (page - 1) * pageSize;
        return new Paging(offset, limit);
    }

    public IEnumerable<T> Of<T>(IEnumerable<T> list) => list.Skip(Offset).Take(Limit);
}
