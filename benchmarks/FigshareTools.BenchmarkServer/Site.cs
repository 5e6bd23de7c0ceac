using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace FigshareTools.Benchmarks.Server;

/// <summary>What there is to ask for: the API's and the downloader's redirects, the storage, and the counters.</summary>
internal sealed class Site(ServerOptions options, Uri address)
{
    private const string Storage = "/storage/";

    private readonly PresignedLinks _links = new(TimeSpan.FromSeconds(options.LinkSeconds));

    public Counters Counters { get; } = new();

    /// <summary>What all connections share.</summary>
    public Pacer Line { get; } = new(options.LineRate);

    /// <summary>A connection's own cap.</summary>
    public Pacer NewPacer() => new(options.ConnectionRate);

    public Reply Answer(Request request)
    {
        switch (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["control", "counts"]:
                return Reply.Text(200, "application/json", Counters.ToJson());
            case ["control", "reset"]:
                Counters.Reset();
                return Reply.Text(200, "application/json", "{}");
        }

        Counters.Request();
        switch (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["v2", "file", "download", var id]:
                return Redirect(id);
            case ["files", var id]:
                return Redirect(id);
            case ["storage"]:
                return Index();
            case ["storage", var name]:
                return File(request, name);
            default:
                return Reply.Text(404, "text/plain", "There is no such thing.");
        }
    }

    private Reply Redirect(string id)
    {
        Counters.Redirect();
        var path = $"{Storage}{id}.bin";
        return Reply.Empty(302, $"Location: {new Uri(address, path + _links.QueryFor(path))}\r\n");
    }

    /// <summary>A list of links, which is how rclone finds the files.</summary>
    private Reply Index() => Reply.Text(200, "text/html", string.Concat(
        new DirectoryInfo(options.Root).EnumerateFiles().Select(file => $"<a href=\"{file.Name}\">{file.Name}</a>\n")));

    private Reply File(Request request, string name)
    {
        if (_links.ProblemOf(request.Path, request.Query) is { } problem)
        {
            Counters.Refused();
            return Reply.Text(403, "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + $"<Error><Code>AccessDenied</Code><Message>{problem}</Message></Error>");
        }

        var file = new FileInfo(Path.Combine(options.Root, Path.GetFileName(name)));
        if (!file.Exists)
        {
            return Reply.Text(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
        }

        var length = file.Length;
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{length:x}\"");
        (long From, long End)? part = request.PartOf(length, tag);
        if (part is { } wrong && wrong.From >= wrong.End)
        {
            return Reply.Empty(416, string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes */{length}\r\n"));
        }

        (var from, var end) = part ?? (0, length);
        var range = part is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{end - 1}/{length}\r\n");
        var headers = $"ETag: {tag}\r\nAccept-Ranges: bytes\r\nLast-Modified: {file.LastWriteTimeUtc:R}\r\n{range}";
        return Reply.OfFile(part is null ? 200 : 206, headers, file.FullName, from, end - from);
    }
}
