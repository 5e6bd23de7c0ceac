using System;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FigshareTools.Simulator;

/// <summary>The three origins. Each is a separate listener on a free port of the loopback address.</summary>
internal sealed class SimulatorOrigins
{
    private readonly ListenOptions _api;
    private readonly ListenOptions _download;
    private readonly ListenOptions _storage;

    public SimulatorOrigins(KestrelServerOptions server)
    {
        _api = Listen(server, FaultPoint.Api);
        _download = Listen(server, FaultPoint.Downloader);
        _storage = Listen(server, FaultPoint.Storage);
    }

    // The ports are available after the server has started.
    public Uri Api => new($"http://{_api.IPEndPoint}/v2");

    public Uri Download => new($"http://{_download.IPEndPoint}");

    public Uri Storage => new($"http://{_storage.IPEndPoint}");

    /// <summary>Returns the origin that received a request.</summary>
    public static FaultPoint Of(IFeatureCollection features) => features.GetRequiredFeature<Origin>().Point;

    private static ListenOptions Listen(KestrelServerOptions server, FaultPoint point)
    {
        var origin = new Origin(point);
        ListenOptions? listener = null;
        server.Listen(IPAddress.Loopback, 0, options =>
        {
            options.Protocols = HttpProtocols.Http1;
            options.Use(next => connection =>
            {
                connection.Features.Set(origin);
                return next(connection);
            });
            listener = options;
        });
        return listener!;
    }

    private sealed record Origin(FaultPoint Point);
}
