using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FigshareTools.Simulator;

/// <summary>
/// A stand-in for Figshare on the loopback address: the API, the downloader and the storage behind them, each an origin
/// of its own. What it holds, what goes wrong and what was asked are in its properties.
/// </summary>
public sealed class FigshareSimulator : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly SimulatorOrigins _origins;

    private FigshareSimulator(TimeProvider clock)
    {
        Log = new WireLog(clock);
        var kestrel = new KestrelServerOptions { AddServerHeader = false };

        // A client under test may read as slowly as it likes.
        kestrel.Limits.MinResponseDataRate = null;
        _origins = new SimulatorOrigins(kestrel);

        // A write is over only when the socket has taken all of it: a fault after n bytes does come after n bytes.
        var sockets = new SocketTransportOptions { MaxWriteBufferSize = 1 };
        _server = new KestrelServer(
            Options.Create(kestrel),
            new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>The base of the API, in place of https://api.figshare.com/v2.</summary>
    public Uri ApiUri => _origins.Api;

    /// <summary>The downloader, in place of https://ndownloader.figshare.com.</summary>
    public Uri DownloadUri => _origins.Download;

    /// <summary>The storage, in place of https://s3-eu-west-1.amazonaws.com.</summary>
    public Uri StorageUri => _origins.Storage;

    /// <summary>What there is: articles, collections, projects and accounts.</summary>
    public SimulatedCatalog Catalog { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What was asked and sent.</summary>
    public WireLog Log { get; }

    /// <summary>Starts a simulator on free ports, with an empty catalog.</summary>
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

    /// <summary>Stops at once; requests under way, stalled ones too, are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private SimulatorApplication CreateApplication(SimulatorOptions options)
    {
        var presignedUrls = new PresignedUrls(_origins, options.Clock, options.PresignedUrlLifetime);
        var json = new FigshareJson(Catalog, _origins);
        var listing = new Listing();
        return new SimulatorApplication(
            Catalog,
            Log,
            new FaultInjector(Faults),
            new ApiEndpoint(
                new ArticleEndpoint(Catalog, json, listing),
                new CollectionEndpoint(Catalog, json, listing),
                new ProjectEndpoint(Catalog, json),
                new AccountEndpoint(Catalog, json, listing)),
            new RedirectEndpoint(Catalog, presignedUrls),
            new StorageEndpoint(Catalog, presignedUrls, Faults, options));
    }
}
