using System;
using System.Text;

namespace FigshareTools.Http;

/// <summary>
/// The kind of a body. It tells which system refuses a request, and whether an error page takes the place of a file.
/// </summary>
internal enum ContentKind
{
    Other,
    Html,
    Xml,
    Json,
    Text,
}

/// <summary>Determines the kind of a body.</summary>
internal static class ContentSniffer
{
    /// <summary>The number of bytes at the start of a body that show its kind.</summary>
    public const int SniffedBytes = 256;

    // The signature of SQLite has 15 printable characters.
    private const int MinimumTextBytes = 32;

    // An error text is longer, and one byte of data is often a printable character.
    private const int MinimumWholeTextBytes = 8;
    private const int MinimumWholeJsonBytes = 2;

    /// <summary>
    /// The kind according to the media type, else according to the first characters. Proxies and S3 do not always name the
    /// type.
    /// </summary>
    public static ContentKind KindOf(string? mediaType, string start)
    {
        if (mediaType is not null)
        {
            if (mediaType.EndsWith("html", StringComparison.OrdinalIgnoreCase))
            {
                return ContentKind.Html;
            }

            if (mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase))
            {
                return ContentKind.Xml;
            }

            if (mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            {
                return ContentKind.Json;
            }
        }

        var text = start.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? ContentKind.Xml
            : text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? ContentKind.Html
            : text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) ? ContentKind.Html
            : text.Length > 0 && text[0] == '{' ? ContentKind.Json
            : ContentKind.Other;
    }

    /// <summary>Whether a body is a web page or an XML error, according to its media type or its first bytes.</summary>
    public static bool IsMarkup(string? mediaType, byte[] start, int count) =>
        KindOf(mediaType, Encoding.UTF8.GetString(start, 0, Math.Min(count, SniffedBytes)))
            is ContentKind.Html or ContentKind.Xml;

    /// <summary>The kind that a media type declares; <see cref="ContentKind.Other"/> for any that is no text.</summary>
    public static ContentKind DeclaredKindOf(string? mediaType) => KindOf(mediaType, "") is var kind
        && kind == ContentKind.Other && mediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) is true
            ? ContentKind.Text
            : kind;

    /// <summary>
    /// The kind that the first bytes show. JSON and plain text are recognised only in so many bytes that no format's signature
    /// looks like them.
    /// </summary>
    /// <param name="start">The first bytes.</param>
    /// <param name="count">How many of them there are.</param>
    /// <param name="isWhole">Whether the body has no further byte.</param>
    public static ContentKind SniffedKindOf(byte[] start, int count, bool isWhole)
    {
        var text = Encoding.UTF8.GetString(start, 0, Math.Min(count, SniffedBytes));
        var kind = KindOf(null, text);
        return kind is ContentKind.Html or ContentKind.Xml ? kind
            : count < MinimumBytesOf(kind, isWhole) || !IsText(text) ? ContentKind.Other
            : kind == ContentKind.Json ? kind
            : ContentKind.Text;
    }

    private static int MinimumBytesOf(ContentKind kind, bool isWhole) =>
        !isWhole ? MinimumTextBytes : kind == ContentKind.Json ? MinimumWholeJsonBytes : MinimumWholeTextBytes;

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // The last character may have been cut.
            if (text[i] is (< ' ' and not ('\t' or '\n' or '\r' or '\f')) or '\x7F'
                || (text[i] == '\uFFFD' && i < text.Length - 3))
            {
                return false;
            }
        }

        return true;
    }
}
