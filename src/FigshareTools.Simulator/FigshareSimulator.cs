using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FigshareTools.Simulator;

/// <summary>
/// Simulates Figshare on the loopback address: the API, the downloader and the storage, each with its own origin.
/// <see cref="Catalog"/> holds the content, <see cref="Faults"/> the failures, and <see cref="Log"/> the requests.
/// </summary>
public sealed class FigshareSimulator : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly SimulatorOrigins _origins;

    private FigshareSimulator(TimeProvider clock)
    {
        Log = new WireLog(clock);
        var kestrel = new KestrelServerOptions { AddServerHeader = false };

        // Kestrel disconnects slow readers by default. A client under test may read at any speed.
        kestrel.Limits.MinResponseDataRate = null;
        _origins = new SimulatorOrigins(kestrel);

        // With this buffer size a write completes only when the socket has accepted all bytes, so that a fault after n
        // bytes happens after exactly n bytes.
        var sockets = new SocketTransportOptions { MaxWriteBufferSize = 1 };
        _server = new KestrelServer(
            Options.Create(kestrel),
            new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>The base address of the API; replaces https://api.figshare.com/v2.</summary>
    public Uri ApiUri => _origins.Api;

    /// <summary>The address of the downloader; replaces https://ndownloader.figshare.com.</summary>
    public Uri DownloadUri => _origins.Download;

    /// <summary>The address of the storage; replaces https://s3-eu-west-1.amazonaws.com.</summary>
    public Uri StorageUri => _origins.Storage;

    /// <summary>The articles, collections, projects and accounts that the simulator serves.</summary>
    public SimulatedCatalog Catalog { get; } = new();

    /// <summary>The failures that the simulator causes.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The requests received and the bytes sent.</summary>
    public WireLog Log { get; }

    /// <summary>Starts a simulator with an empty catalog, on free ports.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<FigshareSimulator> StartAsync(
        SimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        var simulator = new FigshareSimulator(options.Clock);
        try
        {
            await simulator._server.StartAsync(simulator.CreateApplication(options), cancellationToken);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the simulator at once, and aborts all running requests, including stalled ones.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private SimulatorApplication CreateApplication(SimulatorOptions options)
    {
        var urlSigner = new PresignedUrlSigner(_origins, options.Clock, options.PresignedUrlLifetime);
        var json = new FigshareJson(Catalog, _origins);
        var lists = new PagedLists();
        var api = new ApiEndpoint(
            new ArticleEndpoint(Catalog, json, lists),
            new CollectionEndpoint(Catalog, json, lists),
            new ProjectEndpoint(Catalog, json),
            new AccountEndpoint(Catalog, json, lists));
        return new SimulatorApplication(
            Catalog,
            Log,
            new FaultInjector(Faults),
            new EndpointRouter(
                api,
                new RedirectEndpoint(Catalog, urlSigner),
                new StorageEndpoint(Catalog, urlSigner, Faults, options)));
    }
}
