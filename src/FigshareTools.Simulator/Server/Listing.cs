using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// Hands out lists and search results. They end at 9,000 entities; who wants more goes on with the X-Cursor header of
/// the page before, and cannot choose an offset then (official definition of 2026-07).
/// </summary>
internal sealed class Listing
{
    private const int MaximumEntities = 9000;

    private readonly ConcurrentDictionary<string, Cursor> _cursors = new();
    private int _lastCursor;

    public JsonResponse Page<T>(ApiRequest request, Func<IReadOnlyList<T>> find, Func<T, JsonNode> render)
    {
        Paging paging = Paging.Of(request.Parameters);
        Cursor here = request.Cursor is string cursor
            ? Continue(request, cursor)
            : Begin(paging, find, render);
        JsonArray page = here.Render(paging with { Offset = here.Position });
        string next = Remember(here with { Position = here.Position + paging.Limit });
        return new JsonResponse(StatusCodes.Status200OK, page) { Cursor = next };
    }

    private static Cursor Begin<T>(Paging paging, Func<IReadOnlyList<T>> find, Func<T, JsonNode> render)
    {
        if (paging.Offset + paging.Limit > MaximumEntities)
        {
            throw ApiRefusal.BadRequest("Max page reached. Please narrow down your search");
        }

        // The cursor goes on in this very list, whatever becomes of the catalog: nothing comes twice or is left out.
        IReadOnlyList<T> found = find();
        return new Cursor(paging.Offset, part => [.. part.Of(found).Select(render)]);
    }

    // The definition bars the offset only; a page is one in other words.
    private Cursor Continue(ApiRequest request, string cursor)
    {
        if (request.Parameters.Has("offset") || request.Parameters.Has("page"))
        {
            throw ApiRefusal.Unprocessable($"offset and page cannot be used together with {ApiRequest.CursorHeader}");
        }

        return _cursors.TryGetValue(cursor, out Cursor? known)
            ? known
            : throw ApiRefusal.Unprocessable($"{ApiRequest.CursorHeader} is not valid");
    }

    private string Remember(Cursor cursor)
    {
        string id = new Guid(Interlocked.Increment(ref _lastCursor), 0, 0, new byte[8]).ToString();
        _cursors[id] = cursor;
        return id;
    }

    private sealed record Cursor(int Position, Func<Paging, JsonArray> Render);
}
