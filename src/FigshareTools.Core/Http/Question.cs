using System;
using System.Net.Http;
using System.Net.Http.Headers;

namespace FigshareTools.Http;

/// <summary>The bytes of a file that are asked for; <see cref="To"/> null means to the end.</summary>
internal readonly record struct ByteRange(long From, long? To = null);

/// <summary>One request, to one host: credentials in it are meant for that host.</summary>
/// <param name="Uri">What is asked.</param>
/// <param name="Accept">The kind of answer wanted.</param>
internal sealed record Question(Uri Uri, string Accept)
{
    /// <summary>The part of a file that is wanted; null for all.</summary>
    public ByteRange? Range { get; init; }

    /// <summary>The tag of what is here: with a range, its parts; without, all of it.</summary>
    public string? ETag { get; init; }

    /// <summary>The file's length, if known: a range of another file does not fit.</summary>
    public long? ExpectedLength { get; init; }

    /// <summary>What is sent, as JSON in UTF-8; null for a GET.</summary>
    public byte[]? Json { get; init; }

    /// <summary>The cursor of the answer that this continues; null when it continues none.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whose request it is; null for anybody's.</summary>
    public FigshareSecret? Token { get; init; }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Json is null ? HttpMethod.Get : HttpMethod.Post, Uri);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        if (Range is { } part)
        {
            request.Headers.Range = new RangeHeaderValue(part.From, part.To);
        }

        if (ETag is not null)
        {
            request.Headers.TryAddWithoutValidation(Range is null ? "If-None-Match" : "If-Range", ETag);
        }

        if (Json is not null)
        {
            request.Content = new ByteArrayContent(Json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(FigshareHttp.AcceptJson);
        }

        if (Cursor is not null)
        {
            request.Headers.TryAddWithoutValidation(FigshareHttp.CursorHeader, Cursor);
        }

        if (Token is not null)
        {
            // Figshare's own word for the scheme; Bearer is not documented.
            request.Headers.TryAddWithoutValidation("Authorization", $"token {Token.Value}");
        }

        return request;
    }
}
