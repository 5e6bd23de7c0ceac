using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Serves a folder over HTTP/1.1 on the loopback address like Figshare, with bandwidth limits per connection and in
/// total. It uses threads and blocking calls: with sendfile they need the least processor time, which the server shares
/// with the measured clients.
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
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        using var listener = Listen(IPAddress.Loopback, options.Port);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var router = new Router(options, new Uri($"http://{options.StorageHost}:{port}/"));
        if (IPAddress.TryParse(options.StorageHost, out var storage) && !storage.Equals(IPAddress.Loopback))
        {
            var second = Listen(storage, port);
            new Thread(() => Accept(second, router)) { IsBackground = true }.Start();
        }

        // The program that started the server waits for this line.
        Console.WriteLine($"listening on {port}");
        Accept(listener, router);
        return 0;
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(512);
        return listener;
    }

    private static void Accept(Socket listener, Router router)
    {
        while (true)
        {
            var connection = new Connection(listener.Accept(), router);
            new Thread(connection.Serve, ConnectionStack) { IsBackground = true }.Start();
        }
    }
}
