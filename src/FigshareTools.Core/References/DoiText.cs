using System;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>Reads DOIs: alone, after <c>doi:</c>, and as addresses of their resolvers.</summary>
internal static class DoiText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // Every DOI is a handle too, so the resolver of the handle system serves DOIs as well.
    private static readonly Regex s_form = new(
        @"\A(?:doi(?::|\s)\s*|hdl:|info:doi/|(?:https?://)?(?:(?:www\.|dx\.)?doi\.org|hdl\.handle\.net)/+)*"
        + @"(?<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2f)[^?#]*)",
        Options);

    private static readonly Regex s_versioned = new(
        @"\A(?<name>[0-9.]+/[^\s\p{Cc}?#]+?)(?:\.v(?<version>" + Numbers.Version + @"))?\z", Options);

    // The DOI of a collection ends with c.<id>. The DOI of a file that came with a paper ends with
    // c.<collection>_d<number>; it belongs to an article and contains no id: 10.6084/m9.figshare.c.3691663_d31.v1 is
    // article 4653304.
    private static readonly Regex s_idSuffix = new(
        @"[./](?<collection>c\.)?(?<id>" + Numbers.Id + @")\z", Options);

    /// <summary>The DOI in <paramref name="text"/>; null when it holds none.</summary>
    /// <exception cref="FigshareException">The DOI is incomplete, or belongs to another repository.</exception>
    public static FigshareReference.Doi? Parse(string text)
    {
        var form = s_form.Match(text);
        if (!form.Success)
        {
            return null;
        }

        var doi = Uri.UnescapeDataString(form.Groups["doi"].Value).TrimEnd('/');
        OtherRepositories.RefuseDoi(doi);
        var match = s_versioned.Match(doi);
        return match.Success
            ? new FigshareReference.Doi(match.Groups["name"].Value, Numbers.VersionOf(match.Groups["version"]))
            : throw new FigshareException(
                FigshareErrorId.InvalidReference,
                $"'{PastedText.Show(text)}' is not one complete DOI; give the whole DOI and nothing else, "
                + "such as 10.6084/m9.figshare.9995672.v5.");
    }

    /// <summary>
    /// Whether a DOI of the API is the same without its version. The API gives the latest version's DOI, or one without
    /// version.
    /// </summary>
    public static bool IsSame(FigshareReference.Doi doi, string? apiDoi) =>
        apiDoi is not null && s_versioned.Match(apiDoi) is { Success: true } match
        && string.Equals(match.Groups["name"].Value, doi.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The version in a DOI of the API; null for none.</summary>
    public static int? VersionOf(string? apiDoi) =>
        apiDoi is not null && s_versioned.Match(apiDoi) is { Success: true } match
            ? Numbers.VersionOf(match.Groups["version"])
            : null;

    /// <summary>
    /// The item that the end of the DOI suggests: most of Figshare's DOIs, and those of institutions, end with the
    /// item's id. The suggestion must be confirmed with the DOI that the API has for the item. Null when the DOI has no
    /// such end.
    /// </summary>
    public static (bool IsCollection, long Id)? ItemInSuffix(FigshareReference.Doi doi) =>
        s_idSuffix.Match(doi.Name) is { Success: true } suffix
            ? (suffix.Groups["collection"].Success, Numbers.IdOf(suffix.Groups["id"]))
            : null;
}
