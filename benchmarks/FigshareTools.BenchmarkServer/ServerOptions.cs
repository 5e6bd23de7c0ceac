using System;
using System.Globalization;

namespace FigshareTools.Benchmarks.Server;

/// <summary>How the server behaves.</summary>
internal sealed record ServerOptions
{
    private const string Usage =
        "Usage: FigshareTools.BenchmarkServer --root DIR [--port N] [--connection-rate BYTES] [--line-rate BYTES] "
        + "[--link-seconds N]";

    /// <summary>The folder with the files <c>(id).bin</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Where it listens; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>Bytes a second on each connection; 0 for no cap.</summary>
    public long ConnectionRate { get; init; }

    /// <summary>Bytes a second on all connections together; 0 for no cap.</summary>
    public long LineRate { get; init; }

    /// <summary>How long a link to the storage may be used; 0 for links that are not signed.</summary>
    public int LinkSeconds { get; init; }

    /// <exception cref="FormatException">They cannot be understood.</exception>
    public static ServerOptions Parse(string[] args)
    {
        var options = new ServerOptions { Root = "" };
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException(Usage);
            options = args[i] switch
            {
                "--root" => options with { Root = value },
                "--port" => options with { Port = (int)Number(value) },
                "--connection-rate" => options with { ConnectionRate = Number(value) },
                "--line-rate" => options with { LineRate = Number(value) },
                "--link-seconds" => options with { LinkSeconds = (int)Number(value) },
                _ => throw new FormatException(Usage),
            };
        }

        return options.Root.Length > 0 ? options : throw new FormatException(Usage);
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException(Usage);
}
