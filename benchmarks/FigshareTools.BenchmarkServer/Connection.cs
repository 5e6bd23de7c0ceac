using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>Serves the requests of one connection.</summary>
internal sealed class Connection(Socket socket, Router router)
{
    private const int LongestHead = 16 * 1024;
    private const int UnlimitedChunk = 1024 * 1024;

    // 3 ms at 20 MB/s: short compared with every measured time, long compared with the cost of a system call.
    private const int LimitedChunk = 64 * 1024;

    // Bytes in the socket buffer of a killed client count as sent. A small buffer keeps their number small.
    private const int LimitedSendBuffer = 256 * 1024;

    private readonly BandwidthLimiter _limiter = router.CreateConnectionLimiter();
    private readonly WideAreaLink _link = router.CreateLink();
    private readonly byte[] _buffer = new byte[LongestHead];
    private int _filled;

    private bool IsLimited => _limiter.IsLimited || router.TotalLimiter.IsLimited || _link.IsDistant;

    public void Serve()
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                if (IsLimited)
                {
                    socket.SendBufferSize = LimitedSendBuffer;
                }

                while (ReadHead() is { } head)
                {
                    var request = Request.Parse(head);
                    if (!Router.IsControl(request))
                    {
                        _link.Request();
                    }

                    Send(request, router.Respond(request));
                    if (!request.KeepsAlive)
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or FormatException)
        {
            // The client disconnected, or its request is not HTTP.
        }
    }

    /// <summary>Reads the head of the next request. Returns null when the client closes the connection.</summary>
    private string? ReadHead()
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.ASCII.GetString(_buffer, 0, end);
                var rest = _filled - end - 4;
                Buffer.BlockCopy(_buffer, end + 4, _buffer, 0, rest);
                _filled = rest;
                return head;
            }

            if (_filled == LongestHead)
            {
                throw new FormatException("The head of the request is too long.");
            }

            var read = socket.Receive(_buffer, _filled, LongestHead - _filled, SocketFlags.None);
            if (read == 0)
            {
                return null;
            }

            _filled += read;
        }
    }

    private void Send(Request request, Response response)
    {
        SendAll(request.IsHead ? response.Head : [.. response.Head, .. response.Body]);
        if (response.File is { } path && !request.IsHead)
        {
            SendFile(path, response.FirstByte, response.Length);
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes, SocketFlags.None)..];
        }
    }

    private void SendFile(string path, long offset, long length)
    {
        using var file = File.OpenHandle(path);
        _limiter.Begin();
        for (var left = length; left > 0;)
        {
            var chunk = _link.Take(Math.Min(left, IsLimited ? LimitedChunk : UnlimitedChunk));
            _limiter.Wait(chunk);
            router.TotalLimiter.Wait(chunk);
            left -= chunk;
            while (chunk > 0)
            {
                var sent = SystemCalls.SendFile(socket, file, ref offset, chunk);
                router.Counters.AddBodyBytes(sent);
                chunk -= sent;
            }
        }
    }
}
