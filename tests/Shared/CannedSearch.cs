using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Testing;

/// <summary>A request that <see cref="CannedSearch"/> received.</summary>
/// <param name="Body">The JSON body.</param>
/// <param name="Cursor">The X-Cursor header, or null.</param>
public sealed record SearchAsked(JsonElement Body, string? Cursor)
{
    /// <summary>The requested page as <c>(page)x(page size)</c>, or <c>Cx(limit)</c> for a cursor.</summary>
    public string Part => Cursor is null
        ? $"{Body.GetProperty("page")}x{Body.GetProperty("page_size")}"
        : $"Cx{Body.GetProperty("limit")}";
}

/// <summary>
/// Serves <c>POST /articles/search</c> on the loopback address by Figshare's paging rules. Every search finds the
/// articles 1 to <see cref="Count"/>.
/// </summary>
public sealed class CannedSearch : IAsyncDisposable
{
    private const int MaximumResults = 9000;
    private const int LargestPage = 1000;

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<SearchAsked> _asked = new();
    private readonly ConcurrentDictionary<string, int> _cursors = new();

    private CannedSearch(int count)
    {
        Count = count;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(RespondAsync);
    }

    public int Count { get; }

    public Uri Uri => new(_server.Urls.Single());

    public IReadOnlyList<SearchAsked> Asked => [.. _asked];

    public IEnumerable<string> Parts => _asked.Select(asked => asked.Part);

    /// <summary>Responses that are sent before any results.</summary>
    public ConcurrentQueue<(int Status, string Json)> Failures { get; } = new();

    /// <summary>Whether responses have an X-Cursor header.</summary>
    public bool GivesCursors { get; set; } = true;

    /// <summary>Whether a cursor leads to the same page again instead of the next page.</summary>
    public bool TurnsBack { get; set; }

    /// <summary>How many new articles are published between two pages. They precede all other results.</summary>
    public int PublishedMeanwhile { get; set; }

    public static async Task<CannedSearch> StartAsync(int count, CancellationToken cancellationToken)
    {
        var search = new CannedSearch(count);
        await search._server.StartAsync(cancellationToken);
        return search;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        Assert.Equal(("POST", "/articles/search"), (context.Request.Method, context.Request.Path.Value));
        Assert.Equal("application/json", context.Request.ContentType);
        var body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
        var cursor = context.Request.Headers["X-Cursor"].SingleOrDefault();
        var earlier = _asked.Count;
        _asked.Enqueue(new SearchAsked(body, cursor));

        if (Failures.TryDequeue(out var failure))
        {
            await WriteAsync(context, failure.Status, failure.Json);
        }
        else if (Range(body, cursor) is { } range)
        {
            var articles = Enumerable.Range(range.From - (PublishedMeanwhile * earlier), range.Count)
                .Where(index => index >= 0 && index < Count);
            if (GivesCursors)
            {
                var next = Guid.NewGuid().ToString();
                _cursors[next] = TurnsBack ? range.From : range.From + range.Count;
                context.Response.Headers["X-Cursor"] = next;
            }

            await WriteAsync(context, 200, $"[{string.Join(",", articles.Select(index => Article(index + 1)))}]");
        }
        else
        {
            await WriteAsync(context, 422, """{"message":"Invalid paging.","code":"InvalidPaging"}""");
        }
    }

    /// <summary>Returns the requested range of the results; null for invalid paging.</summary>
    private (int From, int Count)? Range(JsonElement body, string? cursor)
    {
        var (page, pageSize, limit) = (Number(body, "page"), Number(body, "page_size"), Number(body, "limit"));
        if (cursor is not null)
        {
            return page is null && pageSize is null && limit is >= 1 and <= LargestPage
                && _cursors.TryGetValue(cursor, out var from) ? (from, limit.Value) : null;
        }

        return limit is null
            && page is >= 1 and <= 5000
            && pageSize is >= 1 and <= LargestPage
            && page * pageSize <= MaximumResults
            ? ((page.Value - 1) * pageSize.Value, pageSize.Value)
            : null;
    }

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static string Article(int id) => $$"""
        {"id":{{id}},"title":"Plates {{id}}","doi":"10.6084/m9.figshare.{{id}}.v1","handle":"","defined_type":3,
        "defined_type_name":"dataset","url_public_html":"https://figshare.com/articles/dataset/Plates/{{id}}",
        "published_date":"2024-05-18T11:49:03Z","modified_date":"2024-06-01T08:00:00Z",
        "created_date":"2024-05-17T10:00:00Z",
        "resource_doi":"10.1091/mbc.E20-12-0784","resource_title":null,"group_id":null,"project_id":0}
        """;
}
