using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Core.Tests.Support;

/// <summary>
/// An API on the loopback address that says what it was told to say: JSON by decoded path and query, without page sizes.
/// What it was not told is an empty list when searched for, and "not found" otherwise.
/// </summary>
public sealed class CannedApi : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _asked = new();

    private CannedApi()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Uri Uri => new(_server.Urls.Single());

    public IDictionary<string, string> Answers { get; } = new ConcurrentDictionary<string, string>();

    public IReadOnlyList<string> Asked => [.. _asked];

    public static async Task<CannedApi> StartAsync(CancellationToken cancellationToken)
    {
        var api = new CannedApi();
        await api._server.StartAsync(cancellationToken);
        return api;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query.Where(pair => pair.Key != "page_size").Select(pair => $"?{pair.Key}={pair.Value}");
        var asked = context.Request.Path.Value!.TrimStart('/') + string.Concat(query);
        _asked.Enqueue(asked);
        var answer = Answers.TryGetValue(asked, out var canned) ? canned : asked.Contains('?') ? "[]" : null;
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            answer ?? """{"message":"Entity not found: article","code":"EntityNotFound"}""", context.RequestAborted);
    }
}
