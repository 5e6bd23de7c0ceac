using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>An article and, perhaps, one of its versions, as a person writes it.</summary>
/// <param name="ArticleId">Figshare's article id.</param>
/// <param name="Version">The version; null for the latest public one.</param>
public sealed record ArticleReference(long ArticleId, int? Version)
{
    private static readonly Regex s_form = new(
        @"\A\s*(?<id>[1-9][0-9]{0,17})(?:(?:/|\.v)(?<version>[1-9][0-9]{0,8}))?\s*\z", RegexOptions.CultureInvariant);

    /// <summary>Reads <c>9995672</c>, <c>9995672/3</c> and <c>9995672.v3</c>.</summary>
    /// <exception cref="FigshareException"><paramref name="text"/> is none of these.</exception>
    public static ArticleReference Parse(string text)
    {
        var match = s_form.Match(text);
        if (!match.Success)
        {
            throw new FigshareException(
                FigshareErrorId.InvalidReference,
                $"'{text}' is no Figshare article id; give a number such as 9995672, or 9995672.v5 for a version.");
        }

        var version = match.Groups["version"];
        return new ArticleReference(
            long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture),
            version.Success ? int.Parse(version.Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The article as messages name it.</summary>
    public override string ToString() => Version is null ? $"article {ArticleId}" : $"article {ArticleId} version {Version}";
}
