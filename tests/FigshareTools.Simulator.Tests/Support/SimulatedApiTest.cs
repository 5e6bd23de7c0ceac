using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator.Tests.Support;

/// <summary>Base class with a simulator, and a client that does not follow redirects.</summary>
public abstract class SimulatedApiTest : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    protected FigshareSimulator Figshare { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() =>
        Figshare = await FigshareSimulator.StartAsync(cancellationToken: Stop);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        await Figshare.DisposeAsync();
    }

    internal static SimulatedFile File(long id, string? name = null) =>
        new() { Id = id, Name = name ?? $"{id}.bin", Content = SimulatedContent.Pattern(10, (int)id) };

    internal static SimulatedVersion[] OneVersion(params SimulatedFile[] files) =>
        [new SimulatedVersion { Files = files }];

    internal Task<SimulatedResponse> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    internal Task<SimulatedResponse> SearchAsync(
        string path, JsonObject body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body.ToJsonString(), headers);

    /// <summary>Sends a request to a path of the API (after /v2), or to an absolute address.</summary>
    internal async Task<SimulatedResponse> SendAsync(
        HttpMethod method, string path, string? body, params IEnumerable<(string Name, string Value)> headers)
    {
        var uri = path[0] == '/' ? new Uri(Figshare.ApiUri + path) : new Uri(path);
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        return new SimulatedResponse(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null,
            response.Headers.TryGetValues("X-Cursor", out var cursors) ? cursors.Single() : null,
            response.Headers.Location);
    }
}

internal sealed record SimulatedResponse(HttpStatusCode Status, JsonNode? Body, string? Cursor, Uri? Location)
{
    public string Message => (string)Body!["message"]!;

    public long[] Ids => [.. Body!.AsArray().Select(item => (long)item!["id"]!)];
}
