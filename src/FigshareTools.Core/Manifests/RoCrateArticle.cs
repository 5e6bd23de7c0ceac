using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>Describes a version of a Figshare article as a dataset of an RO-Crate.</summary>
internal sealed class RoCrateArticle(IReadOnlyList<FigsharePlate> plates)
{
    private static readonly Regex s_url = new(
        @"https?://[^\s<>""]+", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    private static readonly Regex s_doi = new(
        @"\A(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(?<doi>10\.\S+)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_creativeCommons = new(
        @"\Ahttps?://creativecommons\.org/(?:licenses/(?<terms>[a-z-]+)|publicdomain/zero)/(?<version>[0-9.]+)(?:/|\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The key that plates of one version of an article share; null for a plate without an article.</summary>
    public static (long? Article, int? Version, string? Doi)? KeyOf(FigsharePlate plate) =>
        plate.ArticleId is { } id ? (id, plate.Version, null)
        : DoiUrl(plate.Doi) is { } doi ? (null, plate.Version, doi)
        : null;

    /// <summary>
    /// The address of the article's API: the id of a dataset outside the crate's folder is the address at which
    /// programs find its files.
    /// </summary>
    public string Id => ArticleId is { } article
        ? FigshareEndpoints.Figshare.Api(
            Version is null ? $"articles/{article}" : $"articles/{article}/versions/{Version}").AbsoluteUri
        : Doi!;

    private string? ArticleId => First(plate => plate.ArticleId?.ToString(CultureInfo.InvariantCulture));

    private string? Version => First(plate => plate.Version?.ToString(CultureInfo.InvariantCulture));

    private string? Doi => First(plate => DoiUrl(plate.Doi));

    /// <summary>Adds the dataset with its licence, authors and citation.</summary>
    /// <returns>The id of the dataset.</returns>
    public string AddTo(RoCrateGraph graph, string id, string today, IReadOnlyCollection<string> files) =>
        graph.Add(id, "Dataset", dataset =>
        {
            var article = ArticleId;
            var name = First(plate => plate.Title) ?? (article is null ? Doi! : $"Figshare article {article}");
            dataset["name"] = name;
            dataset["description"] = $"Files of {(article is null ? Doi : $"Figshare article {article}")}"
                + (Version is null ? "." : $", version {Version}.");
            // RO-Crate requires a date. Without that of the article, it is the date of this manifest.
            dataset["datePublished"] = DateOf(First(plate => plate.PublishedDate)) ?? today;
            RoCrateGraph.Set(dataset, "identifier", Doi);
            RoCrateGraph.Set(dataset, "version", Version);
            var authors = ManifestAuthor.Split(First(plate => plate.Authors))
                .Select(author => AddAuthor(graph, author));
            RoCrateGraph.Refer(dataset, "author", [.. authors.Distinct()]);
            AddLicense(graph, dataset);
            AddCitation(graph, dataset, id);
            RoCrateGraph.Refer(dataset, "hasPart", files);
        });

    private static string AddAuthor(RoCrateGraph graph, ManifestAuthor author) => graph.Add(
        author.Orcid is null ? $"#{RoCrateGraph.Escape(author.Name)}" : $"https://orcid.org/{author.Orcid}", "Person",
        person => person["name"] = author.Name);

    private void AddLicense(RoCrateGraph graph, JsonObject dataset)
    {
        var license = First(plate => plate.License);
        if (license is null || !IsUrl(license))
        {
            // RO-Crate requires a licence, at least as a text.
            dataset["license"] = license ?? "Not known here: see the article on Figshare.";
            return;
        }

        RoCrateGraph.Refer(dataset, "license", [graph.Add(license, "CreativeWork", text =>
            text["name"] = s_creativeCommons.Match(license) is { Success: true } match
                ? match.Groups["terms"] is { Success: true } terms
                    ? $"CC {terms.Value.ToUpperInvariant()} {match.Groups["version"].Value}"
                    : $"CC0 {match.Groups["version"].Value}"
                : license)]);
    }

    /// <summary>
    /// Adds the citation. RO-Crate expects the address of the cited work; Figshare's citations end with one, the
    /// article's DOI.
    /// </summary>
    private void AddCitation(RoCrateGraph graph, JsonObject dataset, string id)
    {
        if (First(plate => plate.Citation) is not { } citation)
        {
            return;
        }

        var url = s_url.Match(citation) is { Success: true } match ? match.Value.TrimEnd('.', ',', ';', ')') : Doi;
        if (url is null || url == id || graph.Has(url))
        {
            dataset["citation"] = citation;
            return;
        }

        RoCrateGraph.Refer(dataset, "citation", [graph.Add(url, "CreativeWork", work => work["name"] = citation)]);
    }

    private string? First(Func<FigsharePlate, string?> value) =>
        plates.Select(value).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static string? DoiUrl(string? doi) => s_doi.Match((doi ?? "").Trim()) is { Success: true } match
        ? $"https://doi.org/{match.Groups["doi"].Value}"
        : null;

    private static string? DateOf(string? date) => DateTimeOffset.TryParse(
        date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
}
