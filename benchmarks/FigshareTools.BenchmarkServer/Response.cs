using System.Globalization;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>A response: its head, and either a text or a range of a file.</summary>
/// <param name="Head">The status line and headers, including the empty line after them.</param>
/// <param name="Body">The text; empty for a file or an empty response.</param>
/// <param name="File">The path of the file, or null.</param>
/// <param name="FirstByte">The position of the range in the file.</param>
/// <param name="Length">The length of the range in bytes.</param>
internal sealed record Response(byte[] Head, byte[] Body, string? File, long FirstByte, long Length)
{
    public static Response Text(int status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new Response(FormatHead(status, $"Content-Type: {type}\r\n", body.Length), body, null, 0, 0);
    }

    public static Response Empty(int status, string headers) => new(FormatHead(status, headers, 0), [], null, 0, 0);

    public static Response OfFile(int status, string headers, string file, long firstByte, long length) =>
        new(
            FormatHead(status, $"Content-Type: application/octet-stream\r\n{headers}", length),
            [],
            file,
            firstByte,
            length);

    private static byte[] FormatHead(int status, string headers, long length)
    {
        var reason = status switch
        {
            200 => "OK",
            206 => "Partial Content",
            302 => "Found",
            403 => "Forbidden",
            404 => "Not Found",
            _ => "Range Not Satisfiable",
        };
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {reason}\r\nContent-Length: {length}\r\n{headers}\r\n"));
    }
}
