using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Serves a folder over HTTP/1.1 on loopback as Figshare does, with a cap on each connection and on the line.
/// Threads and blocking calls throughout: with sendfile, nothing costs less of the processor it shares with its clients.
/// </summary>
internal static class Program
{
    private const int ConnectionStack = 256 * 1024;

    private static int Main(string[] args)
    {
        ServerOptions options;
        try
        {
            options = ServerOptions.Parse(args);
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }

        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        listener.Listen(512);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var site = new Site(options, new Uri($"http://127.0.0.1:{port}/"));

        // Whoever started this waits for the line.
        Console.WriteLine($"listening on {port}");
        while (true)
        {
            var connection = new Connection(listener.Accept(), site);
            new Thread(connection.Serve, ConnectionStack) { IsBackground = true }.Start();
        }
    }
}
