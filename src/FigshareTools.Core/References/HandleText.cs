using System;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>
/// Reads handles, such as <c>111184/figshare.1234</c>: alone, after <c>hdl:</c>, and as addresses of their resolver.
/// </summary>
internal static class HandleText
{
    // Two numbers with a slash are a handle only if the second has too many digits for a version.
    private static readonly Regex s_form = new(
        @"\A(?:(?:hdl:|(?:https?://)?hdl\.handle\.net/+)(?<handle>[0-9]+(?:\.[0-9]+)*(?:/|%2f)[^\s?#]+)(?:[?#].*)?\z"
        + @"|(?<handle>[0-9]+(?:\.[0-9]+)*/(?![0-9]{1,4}\z)[^\s/?#]+)\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    /// <summary>The handle in <paramref name="text"/>; null when it holds none.</summary>
    public static FigshareReference.Handle? Parse(string text) => s_form.Match(text) is { Success: true } match
        ? new FigshareReference.Handle(Uri.UnescapeDataString(match.Groups["handle"].Value).TrimEnd('/'))
        : null;
}
