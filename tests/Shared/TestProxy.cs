using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Testing;

/// <summary>A request that a <see cref="TestProxy"/> received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The address, or host and port of CONNECT.</param>
/// <param name="Authorization">The Proxy-Authorization header; null without one.</param>
public sealed record ProxiedRequest(string Method, string Target, string? Authorization);

/// <summary>An HTTP proxy on the loopback address, for plain requests and for CONNECT.</summary>
public sealed class TestProxy : IAsyncDisposable
{
    private static readonly ConcurrentBag<Socket> s_dead = [];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _forwarded;

    public TestProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>User and password that requests need, as <c>user:password</c>; null for none.</summary>
    public string? Credentials { get; init; }

    /// <summary>The status that refuses each request; null for none.</summary>
    public int? Refusal { get; init; }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>The requests that got to their hosts.</summary>
    public int ForwardedCount => Volatile.Read(ref _forwarded);

    /// <summary>
    /// An address of this machine on which nothing listens. Its port stays taken until the process ends: the proxy of another
    /// test could get it otherwise, and the requests with it.
    /// </summary>
    public static Uri DeadAddress()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        s_dead.Add(socket);
        return new Uri($"http://{socket.LocalEndPoint}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { } head)
            {
                var words = head[0].Split(' ');
                _requests.Enqueue(new ProxiedRequest(words[0], words[1], ValueOf(head, "Proxy-Authorization")));
                if (StatusOf(head) is { } status)
                {
                    await WriteAsync(
                        stream,
                        $"HTTP/1.1 {status} No\r\nProxy-Authenticate: Basic realm=\"lab\"\r\nContent-Length: 0\r\n\r\n");
                    continue;
                }

                await ForwardAsync(stream, words, head);
                return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Client or host has closed the connection.
        }
    }

    private int? StatusOf(string[] head) => Refusal
        ?? (Credentials is null || ValueOf(head, "Proxy-Authorization") == BasicOf(Credentials) ? null : 407);

    private static string BasicOf(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    private async Task ForwardAsync(NetworkStream client, string[] words, string[] head)
    {
        var isTunnel = words[0] == "CONNECT";
        var uri = new Uri(isTunnel ? $"https://{words[1]}" : words[1]);
        using var host = new TcpClient();
        await host.ConnectAsync(uri.Host, uri.Port, _stop.Token);
        Interlocked.Increment(ref _forwarded);
        var stream = host.GetStream();
        if (isTunnel)
        {
            await WriteAsync(client, "HTTP/1.1 200 Connected\r\n\r\n");
        }
        else
        {
            var headers = head.Skip(1).Where(line => !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
                && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
            await WriteAsync(stream,
                $"{words[0]} {uri.PathAndQuery} HTTP/1.1\r\n{string.Join("\r\n", headers)}\r\nConnection: close\r\n\r\n");
        }

        await Pipes.JoinAsync(client, stream, _stop.Token);
    }

    private async Task<string[]?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (await stream.ReadAsync(next, _stop.Token) > 0)
        {
            head.Append((char)next[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return head.ToString(0, head.Length - 4).Split("\r\n");
            }
        }

        return null;
    }

    private static string? ValueOf(string[] head, string name) => head
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();

    private Task WriteAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token).AsTask();
}

/// <summary>Joins two connections.</summary>
internal static class Pipes
{
    /// <summary>Copies in both directions until one of them ends.</summary>
    public static async Task JoinAsync(Stream left, Stream right, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copies = new[] { left.CopyToAsync(right, end.Token), right.CopyToAsync(left, end.Token) };
        await Task.WhenAny(copies);
        await end.CancelAsync();
        foreach (var copy in copies)
        {
            await copy.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
