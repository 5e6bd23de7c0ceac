using System.Globalization;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>An answer: its head, and either a text or a part of a file.</summary>
/// <param name="Head">Status line and headers, with the empty line behind them.</param>
/// <param name="Body">A text; empty when there is a file or nothing.</param>
/// <param name="File">The file to send a part of, if any.</param>
/// <param name="From">Where in the file the part begins.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Reply(byte[] Head, byte[] Body, string? File, long From, long Length)
{
    public static Reply Text(int status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new Reply(HeadOf(status, $"Content-Type: {type}\r\n", body.Length), body, null, 0, 0);
    }

    public static Reply Empty(int status, string headers) => new(HeadOf(status, headers, 0), [], null, 0, 0);

    public static Reply OfFile(int status, string headers, string file, long from, long length) =>
        new(HeadOf(status, $"Content-Type: application/octet-stream\r\n{headers}", length), [], file, from, length);

    private static byte[] HeadOf(int status, string headers, long length)
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
