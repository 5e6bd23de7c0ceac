using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>Patterns for ids and versions, and their values.</summary>
internal static class Numbers
{
    public const string Id = "[1-9][0-9]{0,17}";

    // Few digits, so that in /articles/dataset/2019/9995672 the title is not an id and the id not a version.
    public const string Version = "[1-9][0-9]{0,3}";

    private static readonly Regex s_id = new(@"\A" + Id + @"\z", RegexOptions.CultureInvariant);

    public static bool IsId(string text) => s_id.IsMatch(text);

    public static long IdOf(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static long IdOf(Group group) => IdOf(group.Value);

    public static int? VersionOf(Group group) =>
        group.Success ? int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
