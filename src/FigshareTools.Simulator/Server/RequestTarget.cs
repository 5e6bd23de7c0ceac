using System;
using System.Globalization;

namespace FigshareTools.Simulator;

/// <summary>What a request is about, as far as its path tells.</summary>
internal sealed record RequestTarget(FaultPoint Point, string[] Segments, long? ArticleId, long? FileId)
{
    /// <summary>The bucket of files that users have uploaded.</summary>
    public const string Bucket = "pfigshare-u-files";

    public static RequestTarget Of(FaultPoint origin, string path, SimulatedCatalog catalog)
    {
        string[] segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
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
            long? fileId = ParseId(id);
            return new(point, segments, fileId is long known ? catalog.FindArticleOfFile(known)?.Id : null, fileId);
        }
    }

    /// <summary>An id as Figshare accepts them: an integer above 0.</summary>
    public static long? ParseId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0 ? id : null;

    /// <summary>An id without which there is no answer.</summary>
    public static long ReadId(string text, string name) =>
        ParseId(text) ?? throw ApiRefusal.BadRequest($"{name} must be an integer and bigger than 0.");
}
