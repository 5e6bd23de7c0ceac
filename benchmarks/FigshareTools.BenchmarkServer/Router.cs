using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Responds to requests for the redirects of API and downloader, for files of the storage, and for the counters.
/// </summary>
internal sealed class Router(ServerOptions options, Uri address)
{
    private const string Storage = "/storage/";

    private readonly PresignedUrls _presignedUrls = new(TimeSpan.FromSeconds(options.UrlSeconds));

    public Counters Counters { get; } = new();

    /// <summary>The limiter that all connections share.</summary>
    public BandwidthLimiter TotalLimiter { get; } = new(options.TotalRate);

    /// <summary>Creates the limiter of a connection.</summary>
    public BandwidthLimiter CreateConnectionLimiter() => new(options.ConnectionRate);

    /// <summary>Creates the distance to the client of a connection.</summary>
    public WideAreaLink CreateLink() => new(TimeSpan.FromMilliseconds(options.RoundTripMilliseconds));

    /// <summary>Whether a request is one of the program that measures.</summary>
    public static bool IsControl(Request request) => request.Path.StartsWith("/control/", StringComparison.Ordinal);

    public Response Respond(Request request)
    {
        if (IsControl(request))
        {
            return Control(request.Path);
        }

        Counters.CountRequest();
        switch (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["v2", "file", "download", var id]:
                Counters.CountApiRequest();
                return Redirect(id);
            case ["files", var id]:
                return Redirect(id);
            case ["storage"]:
                return Index();
            case ["storage", var name]:
                return File(request, name);
            default:
                return Response.Text(404, "text/plain", "Not found.");
        }
    }

    private Response Control(string path)
    {
        switch (path)
        {
            case "/control/counts":
                return Response.Text(200, "application/json", Counters.ToJson());
            case "/control/reset":
                Counters.Reset();
                return Response.Text(200, "application/json", "{}");
            default:
                return Response.Text(404, "text/plain", "Not found.");
        }
    }

    private Response Redirect(string id)
    {
        Counters.CountRedirect();
        var path = $"{Storage}{id}.bin";
        return Response.Empty(302, $"Location: {new Uri(address, path + _presignedUrls.Sign(path))}\r\n");
    }

    /// <summary>Lists the files as links, for rclone.</summary>
    private Response Index() => Response.Text(200, "text/html", string.Concat(
        new DirectoryInfo(options.Root).EnumerateFiles().Select(file => $"<a href=\"{file.Name}\">{file.Name}</a>\n")));

    private Response File(Request request, string name)
    {
        if (_presignedUrls.Verify(request.Path, request.Query) is { } problem)
        {
            Counters.CountRefusal();
            return Response.Text(403, "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + $"<Error><Code>AccessDenied</Code><Message>{problem}</Message></Error>");
        }

        var file = new FileInfo(Path.Combine(options.Root, Path.GetFileName(name)));
        if (!file.Exists)
        {
            return Response.Text(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
        }

        var length = file.Length;
        var eTag = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{length:x}\"");
        var part = request.ResolveRange(length, eTag);
        if (part is { } empty && empty.FirstByte >= empty.End)
        {
            return Response.Empty(
                416, string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes */{length}\r\n"));
        }

        var (firstByte, end) = part ?? (0, length);
        var range = part is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"Content-Range: bytes {firstByte}-{end - 1}/{length}\r\n");
        var headers = $"ETag: {eTag}\r\nAccept-Ranges: bytes\r\nLast-Modified: {file.LastWriteTimeUtc:R}\r\n{range}";
        return Response.OfFile(part is null ? 200 : 206, headers, file.FullName, firstByte, end - firstByte);
    }
}
