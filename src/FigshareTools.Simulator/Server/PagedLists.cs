using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// Serves lists and search results page by page. Paging by offset ends at 9,000 entities. Further pages need the
/// X-Cursor header of the previous page, and then no offset is allowed (official definition of 2026-07).
/// </summary>
internal sealed class PagedLists
{
    private const int MaximumEntities = 9000;

    private readonly ConcurrentDictionary<string, Cursor> _cursors = new();
    private int _lastCursor;

    public JsonResponse Page<T>(ApiRequest request, Func<IReadOnlyList<T>> find, Func<T, JsonNode> render)
    {
        Paging paging = Paging.Parse(request.Parameters);
        var here = request.Cursor is string cursor
            ? Continue(request, cursor)
            : Begin(paging, find, render);
        var page = here.Render(paging with { Offset = here.Position });
        var next = Remember(here with { Position = here.Position + paging.Limit });
        return new JsonResponse(StatusCodes.Status200OK, page) { Cursor = next };
    }

    private static Cursor Begin<T>(Paging paging, Func<IReadOnlyList<T>> find, Func<T, JsonNode> render)
    {
        if (paging.Offset + paging.Limit > MaximumEntities)
        {
            throw ApiErrorException.BadRequest("Max page reached. Please narrow down your search");
        }

        // The cursor keeps this list, so that changes of the catalog neither repeat nor omit an entity.
        var found = find();
        return new Cursor(paging.Offset, part => [.. part.Apply(found).Select(render)]);
    }

    // The definition forbids the offset only, but a page is equivalent to an offset.
    private Cursor Continue(ApiRequest request, string cursor)
    {
        if (request.Parameters.Contains("offset") || request.Parameters.Contains("page"))
        {
            throw ApiErrorException.Unprocessable(
                $"offset and page cannot be used together with {ApiRequest.CursorHeader}");
        }

        return _cursors.TryGetValue(cursor, out var known)
            ? known
            : throw ApiErrorException.Unprocessable($"{ApiRequest.CursorHeader} is not valid");
    }

    private string Remember(Cursor cursor)
    {
        var id = new Guid(Interlocked.Increment(ref _lastCursor), 0, 0, new byte[8]).ToString();
        _cursors[id] = cursor;
        return id;
    }

    private sealed record Cursor(int Position, Func<Paging, JsonArray> Render);
}
