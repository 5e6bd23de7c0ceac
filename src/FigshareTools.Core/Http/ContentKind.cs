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
}

/// <summary>Determines the kind of a body.</summary>
internal static class ContentSniffer
{
    private const int SniffedBytes = 256;

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
}
