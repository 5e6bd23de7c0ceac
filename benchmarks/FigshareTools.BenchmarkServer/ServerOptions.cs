using System;
using System.Globalization;

namespace FigshareTools.Benchmarks.Server;

/// <summary>The command line of the server.</summary>
internal sealed record ServerOptions
{
    private const string Usage =
        "Usage: FigshareTools.BenchmarkServer --root DIR [--port N] [--connection-rate BYTES] [--total-rate BYTES] "
        + "[--url-seconds N] [--round-trip MILLISECONDS] [--storage-host NAME]";

    /// <summary>The folder with the files <c>(id).bin</c>.</summary>
    public required string Root { get; init; }

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The bandwidth of each connection in bytes per second; 0 for no limit.</summary>
    public long ConnectionRate { get; init; }

    /// <summary>The bandwidth of all connections in total in bytes per second; 0 for no limit.</summary>
    public long TotalRate { get; init; }

    /// <summary>The lifetime of presigned URLs in seconds; 0 for URLs without a signature.</summary>
    public int UrlSeconds { get; init; }

    /// <summary>The round trip to the clients in milliseconds; 0 for clients on this machine.</summary>
    public int RoundTripMilliseconds { get; init; }

    /// <summary>
    /// The host to which API and downloader redirect. With Figshare it is another one, so that a client needs a connection of
    /// its own. Another loopback address, or any name if the clients use this server as their proxy.
    /// </summary>
    public string StorageHost { get; init; } = "127.0.0.1";

    /// <summary>Parses the command line.</summary>
    /// <exception cref="FormatException">The command line is invalid.</exception>
    public static ServerOptions Parse(string[] args)
    {
        var options = new ServerOptions { Root = "" };
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException(Usage);
            options = args[i] switch
            {
                "--root" => options with { Root = value },
                "--port" => options with { Port = (int)ParseNumber(value) },
                "--connection-rate" => options with { ConnectionRate = ParseNumber(value) },
                "--total-rate" => options with { TotalRate = ParseNumber(value) },
                "--url-seconds" => options with { UrlSeconds = (int)ParseNumber(value) },
                "--round-trip" => options with { RoundTripMilliseconds = (int)ParseNumber(value) },
                "--storage-host" => options with { StorageHost = value },
                _ => throw new FormatException(Usage),
            };
        }

        return options.Root.Length > 0 ? options : throw new FormatException(Usage);
    }

    private static long ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException(Usage);
}
