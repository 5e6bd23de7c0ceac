using System;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>DOIs, bare, behind <c>doi:</c> and as addresses of their resolvers.</summary>
internal static class DoiText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // Every DOI is a handle too, so the handle system's resolver serves it as well.
    private static readonly Regex s_form = new(
        @"\A(?:doi(?::|\s)\s*|hdl:|info:doi/|(?:https?://)?(?:(?:www\.|dx\.)?doi\.org|hdl\.handle\.net)/+)*"
        + @"(?<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2f)[^?#]*)",
        Options);

    private static readonly Regex s_versioned = new(
        @"\A(?<name>[0-9.]+/[^\s\p{Cc}?#]+?)(?:\.v(?<version>" + Numbers.Version + @"))?\z", Options);

    // A collection's DOI ends in c.<id>; that of a file which came with a paper, c.<collection>_d<number>, is an article's
    // and tells no id: 10.6084/m9.figshare.c.3691663_d31.v1 is article 4653304.
    private static readonly Regex s_hint = new(
        @"[./](?<collection>c\.)?(?<id>" + Numbers.Id + @")\z", Options);

    /// <summary>The DOI in <paramref name="text"/>; null when it holds none.</summary>
    /// <exception cref="FigshareException">It is cut off, or another repository's.</exception>
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
                $"'{PastedText.Show(text)}' is not one whole DOI; give all of it and nothing else, such as "
                + "10.6084/m9.figshare.9995672.v5.");
    }

    /// <summary>Whether the API's DOI is this one, whatever the version: it is the latest version's or none's.</summary>
    public static bool Names(FigshareReference.Doi doi, string? apiDoi) =>
        apiDoi is not null && s_versioned.Match(apiDoi) is { Success: true } match
        && string.Equals(match.Groups["name"].Value, doi.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The version that the API's DOI names; null when it names none.</summary>
    public static int? VersionOf(string? apiDoi) =>
        apiDoi is not null && s_versioned.Match(apiDoi) is { Success: true } match
            ? Numbers.VersionOf(match.Groups["version"])
            : null;

    /// <summary>
    /// What the DOI's end suggests: most of Figshare's DOIs, institutions' too, end in the item's id. A guess that counts
    /// only when the API gives the item the same DOI; null when there is nothing to guess from.
    /// </summary>
    public static (bool IsCollection, long Id)? Guess(FigshareReference.Doi doi) =>
        s_hint.Match(doi.Name) is { Success: true } hint
            ? (hint.Groups["collection"].Success, Numbers.IdOf(hint.Groups["id"]))
            : null;
}
