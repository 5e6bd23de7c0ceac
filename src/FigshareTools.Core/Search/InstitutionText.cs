using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.Search;

/// <summary>Reads the name of an institution: its number, or the first part of its host.</summary>
internal static class InstitutionText
{
    private static readonly Regex s_name = new(@"\A[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant);

    /// <summary>The number; null for a text that is not a number.</summary>
    public static long? IdOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The first part of the host; null for no text, and for a number.</summary>
    /// <exception cref="FigshareException">The text is neither a number nor a part of a host.</exception>
    public static string? NameOf(string? text)
    {
        if (text is null || IdOf(text) is not null)
        {
            return null;
        }

        return s_name.IsMatch(text) ? text : throw new FigshareException(FigshareErrorId.InvalidSearch,
            $"-Institution '{text}' is not an institution's name on Figshare; give the first part of its host, such "
            + "as nih for nih.figshare.com, or its number.");
    }
}
