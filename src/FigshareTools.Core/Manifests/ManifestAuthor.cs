using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Manifests;

/// <summary>An author in <see cref="FigsharePlate.Authors"/>.</summary>
internal sealed record ManifestAuthor(string Name, string? Orcid)
{
    private static readonly Regex s_form = new(
        @"\A\s*(?<name>.+?)\s*\((?:https?://orcid\.org/)?(?<orcid>[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])\)\s*\z",
        RegexOptions.CultureInvariant);

    /// <summary>The text of several authors.</summary>
    public static string Join(IEnumerable<ManifestAuthor> authors) => string.Join("; ", authors.Select(author =>
    {
        var name = author.Name.Replace(';', ',').Trim();
        return author.Orcid is null ? name : $"{name} ({author.Orcid})";
    }));

    /// <summary>The authors in a text.</summary>
    public static IEnumerable<ManifestAuthor> Split(string? authors) =>
        (authors ?? "").Split(';').Where(text => !string.IsNullOrWhiteSpace(text)).Select(text =>
            s_form.Match(text) is { Success: true } match
                ? new ManifestAuthor(match.Groups["name"].Value, match.Groups["orcid"].Value)
                : new ManifestAuthor(text.Trim(), null));
}
