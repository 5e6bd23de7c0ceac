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
/// Serves JSON on the loopback address by decoded path and query, without page sizes. A search without a canned response finds
/// nothing; any other request without one gets "not found".
/// </summary>
public sealed class CannedApi : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _requests = new();

    private CannedApi()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(RespondAsync);
    }

    public Uri Uri => new(_server.Urls.Single());

    public IDictionary<string, string> Responses { get; } = new ConcurrentDictionary<string, string>();

    public IReadOnlyList<string> Requests => [.. _requests];

    public static async Task<CannedApi> StartAsync(CancellationToken cancellationToken)
    {
        var api = new CannedApi();
        await api._server.StartAsync(cancellationToken);
        return api;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task RespondAsync(HttpContext context)
    {
        var query = context.Request.Query.Where(pair => pair.Key != "page_size").Select(pair => $"?{pair.Key}={pair.Value}");
        var request = context.Request.Path.Value!.TrimStart('/') + string.Concat(query);
        _requests.Enqueue(request);
        var response = Responses.TryGetValue(request, out var canned) ? canned : request.Contains('?') ? "[]" : null;
        context.Response.StatusCode = response is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            response ?? """{"message":"Entity not found: article","code":"EntityNotFound"}""", context.RequestAborted);
    }
}
