using System;
using System.Globalization;

namespace FigshareTools.Simulator;

/// <summary>The endpoint, article and file of a request, as determined by its path.</summary>
internal sealed record RequestTarget(FaultPoint Point, string[] Segments, long? ArticleId, long? FileId)
{
    /// <summary>The S3 bucket of uploaded files.</summary>
    public const string Bucket = "pfigshare-u-files";

    public static RequestTarget Parse(FaultPoint origin, string path, SimulatedCatalog catalog)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (origin, segments) switch
        {
            (FaultPoint.Api, ["v2", "file", "download", var id]) => OfFile(FaultPoint.Redirect, id),
            (FaultPoint.Downloader, ["files", var id]) => OfFile(origin, id),
            (FaultPoint.Storage, [Bucket, var id, ..]) => OfFile(origin, id),
            (FaultPoint.Api, ["v2", "articles", .. var rest]) => OfArticle(rest),
            (FaultPoint.Api, ["v2", "account", "articles", .. var rest]) => OfArticle(rest),
            _ => new(origin, segments, null, null),
        };

        RequestTarget OfArticle(string[] ids) => ids switch
        {
            [var id, .., "files", var fileId] => new(origin, segments, ParseId(id), ParseId(fileId)),
            [var id, ..] => new(origin, segments, ParseId(id), null),
            _ => new(origin, segments, null, null),
        };

        RequestTarget OfFile(FaultPoint point, string id)
        {
            var fileId = ParseId(id);
            return new(point, segments, fileId is long known ? catalog.FindArticleOfFile(known)?.Id : null, fileId);
        }
    }

    /// <summary>Parses an id. Figshare accepts integers above 0.</summary>
    public static long? ParseId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    /// <summary>Parses an id, or responds with 400.</summary>
    public static long RequireId(string text, string name) =>
        ParseId(text) ?? throw ApiErrorException.BadRequest($"{name} must be an integer and bigger than 0.");
}
