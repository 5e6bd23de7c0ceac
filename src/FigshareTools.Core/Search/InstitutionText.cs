using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.Search;

/// <summary>How an institution is named: by its number, or by its name in its host.</summary>
internal static class InstitutionText
{
    private static readonly Regex s_name = new(@"\A[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant);

    /// <summary>The number; null when it is named otherwise.</summary>
    public static long? IdOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The name in its host; null when it is named otherwise.</summary>
    /// <exception cref="FigshareException">It is neither a number nor a name in a host.</exception>
    public static string? NameOf(string? text)
    {
        if (text is null || IdOf(text) is not null)
        {
            return null;
        }

        return s_name.IsMatch(text) ? text : throw new FigshareException(FigshareErrorId.InvalidSearch,
            $"-Institution '{text}' is no institution's name on Figshare; give the first part of its host, such as nih for "
            + "nih.figshare.com, or its number.");
    }
}
