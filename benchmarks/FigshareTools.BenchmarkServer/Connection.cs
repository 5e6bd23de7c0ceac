using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>One client's connection, request after request.</summary>
internal sealed class Connection(Socket socket, Site site)
{
    private const int LongestHead = 16 * 1024;
    private const int UncappedChunk = 1024 * 1024;

    // 3 ms at 20 MB/s: short against anything measured, long against what a system call costs.
    private const int CappedChunk = 64 * 1024;

    // What lies in the buffer of a client that was killed counts as sent.
    private const int CappedSendBuffer = 256 * 1024;

    private readonly Pacer _pacer = site.NewPacer();
    private readonly byte[] _buffer = new byte[LongestHead];
    private int _filled;

    private bool IsCapped => _pacer.IsLimited || site.Line.IsLimited;

    public void Serve()
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                if (IsCapped)
                {
                    socket.SendBufferSize = CappedSendBuffer;
                }

                while (ReadHead() is { } head)
                {
                    var request = Request.Parse(head);
                    Send(request, site.Answer(request));
                    if (!request.KeepsAlive)
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or FormatException)
        {
            // The client left, or never spoke HTTP.
        }
    }

    /// <summary>The next request's head; null when the client has no more.</summary>
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

    private void Send(Request request, Reply reply)
    {
        SendAll(request.IsHead ? reply.Head : [.. reply.Head, .. reply.Body]);
        if (reply.File is { } path && !request.IsHead)
        {
            SendFile(path, reply.From, reply.Length);
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes, SocketFlags.None)..];
        }
    }

    private void SendFile(string path, long from, long length)
    {
        using var file = File.OpenHandle(path);
        _pacer.Begin();
        for (var left = length; left > 0;)
        {
            var chunk = Math.Min(left, IsCapped ? CappedChunk : UncappedChunk);
            _pacer.Wait(chunk);
            site.Line.Wait(chunk);
            left -= chunk;
            while (chunk > 0)
            {
                var sent = SystemCalls.SendFile(socket, file, ref from, chunk);
                site.Counters.Body(sent);
                chunk -= sent;
            }
        }
    }
}
