using System;
using System.Text;

namespace FigshareTools.Http;

/// <summary>What a body is, as far as it matters: who refuses, and whether an error page stands in for a file.</summary>
internal enum ContentKind
{
    Other,
    Html,
    Xml,
    Json,
}

internal static class Content
{
    /// <summary>Reads the kind off the media type, else off the first bytes: proxies and S3 do not always name it.</summary>
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

    /// <summary>Whether a body that begins like this, or says so of itself, is a page or an XML error.</summary>
    public static bool IsMarkup(string? mediaType, byte[] start, int count) =>
        KindOf(mediaType, Encoding.UTF8.GetString(start, 0, Math.Min(count, 256))) is ContentKind.Html or ContentKind.Xml;
}
