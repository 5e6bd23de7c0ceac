using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Simulator;

/// <summary>
/// Renders the catalog as the JSON of the API. Properties, order and null values are those of an article recorded in
/// January 2026 (id 14763051). Everything else follows the official definition of 2026-07.
/// </summary>
internal sealed partial class FigshareJson(SimulatedCatalog catalog, SimulatorOrigins origins)
{
    public static JsonArray ToArray(IEnumerable<JsonNode> items) => [.. items];

    public JsonArray RenderFiles(IEnumerable<SimulatedFile> files) => ToArray(files.Select(RenderFile));

    public JsonObject RenderFile(SimulatedFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["size"] = file.ReportedSize,
        ["is_link_only"] = file.IsLinkOnly,
        ["download_url"] = file.LinkUrl ?? new Uri(origins.Download, $"files/{Text(file.Id)}").AbsoluteUri,
        ["supplied_md5"] = file.SuppliedMd5,
        ["computed_md5"] = file.ComputedMd5,
        ["mimetype"] = file.MimeType,
    };

    private static JsonArray RenderAuthors(IEnumerable<SimulatedAuthor> authors) =>
        ToArray(authors.Select(RenderAuthor));

    private static JsonObject RenderAuthor(SimulatedAuthor author) => new()
    {
        ["id"] = author.Id,
        ["full_name"] = author.FullName,
        ["first_name"] = author.FirstName,
        ["last_name"] = author.LastName,
        ["is_active"] = true,
        ["url_name"] = author.FullName.Replace(' ', '_'),
        ["orcid_id"] = author.Orcid,
    };

    private static JsonArray RenderKeywords(IEnumerable<string> keywords) =>
        ToArray(keywords.Select(keyword => (JsonNode)keyword));

    private static JsonObject RenderTimeline(DateTimeOffset published)
    {
        var date = published.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        return new JsonObject { ["posted"] = date, ["firstOnline"] = date };
    }

    private static string FormatCitation(
        IEnumerable<SimulatedAuthor> authors, DateTimeOffset published, string title, string type, string doi)
    {
        var names = string.Join("; ", authors.Select(author => $"{author.LastName}, {author.FirstName}"));
        return $"{names} ({Text(published.Year)}). {title}. figshare. {type}. https://doi.org/{doi}";
    }

    // Returns the title in the form that the addresses of public pages contain.
    private static string UrlTitle(string title) =>
        string.Concat(title.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));

    private static string Date(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
