using System;
using System.Net.Http;
using System.Net.Http.Headers;

namespace FigshareTools.Http;

/// <summary>A request to one host. Its credentials are meant for that host only.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Accept">The media types that the caller accepts.</param>
internal sealed record HttpRequestSpec(Uri Uri, string Accept)
{
    /// <summary>The range of the file; null for the whole file.</summary>
    public ByteRange? Range { get; init; }

    /// <summary>
    /// With a range, the entity tag of the bytes that are on disk (If-Range). Without one, the entity tag of the cached
    /// response (If-None-Match).
    /// </summary>
    public string? ETag { get; init; }

    /// <summary>With a range and without an entity tag, the date of the bytes that are on disk (If-Range).</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The file's length, if known. A range of a file of another length does not match.</summary>
    public long? ExpectedLength { get; init; }

    /// <summary>The request's JSON body in UTF-8; null for a GET request.</summary>
    public byte[]? Json { get; init; }

    /// <summary>The cursor of the page that this request continues; null for a first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>The personal token; null for an anonymous request.</summary>
    public FigshareSecret? Token { get; init; }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Json is null ? HttpMethod.Get : HttpMethod.Post, Uri);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        // An encoded body would be saved as it is, and its length would not be the file's.
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (Range is { } range)
        {
            // In the header, the second number is the position of the last byte.
            message.Headers.Range = new RangeHeaderValue(range.Start, range.HasKnownEnd ? range.End - 1 : null);
        }

        if (ETag is not null)
        {
            message.Headers.TryAddWithoutValidation(Range is null ? "If-None-Match" : "If-Range", TagOf(ETag));
        }

        if (LastModified is { } date)
        {
            message.Headers.IfRange = new RangeConditionHeaderValue(date);
        }

        if (Json is not null)
        {
            message.Content = new ByteArrayContent(Json);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(FigshareHttp.AcceptJson);
        }

        if (Cursor is not null)
        {
            message.Headers.TryAddWithoutValidation(FigshareHttp.CursorHeader, Cursor);
        }

        if (Token is not null)
        {
            // Figshare documents the scheme "token". "Bearer" is not documented.
            message.Headers.TryAddWithoutValidation("Authorization", $"token {Token.Value}");
        }

        return message;
    }

    // The tag may come from a file on disk, which others may have written. An empty tag matches no file.
    private static string TagOf(string etag) => HeaderText.IsValid(etag) ? etag : "\"\"";
}
