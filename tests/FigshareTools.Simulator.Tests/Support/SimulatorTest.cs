using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Simulator.Tests.Support;

/// <summary>
/// Base class with a simulator, a clock that only tests move, and a client that neither redirects nor retries.
/// </summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const long ArticleId = 7;
    protected const long FileId = 70;

    // A new connection for each request: HttpClient would retry a request that fails on a reused connection.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ResponseDrainTimeout = TimeSpan.Zero,
    });

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    protected FigshareSimulator Figshare { get; private set; } = null!;

    protected virtual SimulatorOptions Options => new() { Clock = Clock };

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Figshare = await FigshareSimulator.StartAsync(Options, Stop);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        await Figshare.DisposeAsync();
    }

    /// <summary>Publishes files as the article <see cref="ArticleId"/>.</summary>
    protected void Publish(params IReadOnlyList<SimulatedFile> files) => Figshare.Catalog.Add(ArticleOf(files));

    /// <summary>Publishes content as the file <see cref="FileId"/>, and returns its bytes.</summary>
    protected byte[] Publish(SimulatedContent content)
    {
        Publish(FileOf(content));
        return BytesOf(content);
    }

    protected static SimulatedFile FileOf(SimulatedContent content, long id = FileId) =>
        new() { Id = id, Name = $"{id}.bin", Content = content };

    protected static SimulatedArticle ArticleOf(IReadOnlyList<SimulatedFile> files, long id = ArticleId) => new()
    {
        Id = id,
        Title = "Plates",
        Doi = $"10.6084/m9.figshare.{id}",
        Versions = [new SimulatedVersion { Files = files }],
    };

    protected static byte[] BytesOf(SimulatedContent content)
    {
        var bytes = new byte[content.Length];
        Assert.Equal(bytes.Length, content.Read(0, bytes));
        return bytes;
    }

    /// <summary>Returns an address of the API for a path such as <c>articles/7</c>.</summary>
    protected Uri Api(string path) => new($"{Figshare.ApiUri}/{path}");

    /// <summary>Returns the address that redirects to a file.</summary>
    protected Uri Redirect(long fileId = FileId) => Api($"file/download/{fileId}");

    /// <summary>Requests a new presigned URL of a file.</summary>
    protected async Task<Uri> PresignAsync(long fileId = FileId)
    {
        using var response = await GetAsync(Redirect(fileId));
        return Assert.IsType<Uri>(response.Headers.Location);
    }

    protected Task<HttpResponseMessage> GetAsync(Uri uri, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, uri, HttpCompletionOption.ResponseContentRead, headers);

    /// <summary>Sends a request and returns when the headers have arrived. The body can be read then.</summary>
    protected Task<HttpResponseMessage> BeginAsync(Uri uri, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, uri, HttpCompletionOption.ResponseHeadersRead, headers);

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri uri,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead,
        IEnumerable<(string Name, string Value)>? headers = null,
        CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(method, uri);
        foreach ((var name, var value) in headers ?? [])
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await _client.SendAsync(request, completion, cancellationToken ?? Stop);
    }

    protected async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(Api(path));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop));
    }

    protected static Task<byte[]> BytesOf(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(Stop);

    /// <summary>Returns the value of a header of the response or its content, or null.</summary>
    protected static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SingleOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            .Value.SingleOrDefault();
}
