using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>Text as it comes out of mails, papers and browsers.</summary>
public static class PastedText
{
    private const int LongestShown = 150;

    private const string Blank = " \t\r\n\u00A0\u200B\uFEFF";
    private static readonly char[] s_before = (Blank + "<(\"'").ToCharArray();
    private static readonly char[] s_after = (Blank + ">)\"'.,;").ToCharArray();

    // A user in front of the host, the key of a private link, anything that looks like such a key, all from a query on
    // (keys, tokens, signatures; plain or percent-encoded), and what would break the line.
    private static readonly Regex s_unshowable = new(
        @"(?<=//)[^/?#]*@|(?<=/s/)[^/?#]+|(?![0-9]{20})[0-9a-f]{20,}|(?:[?#&;=]|%(?:23|26|3[bdf])).*\z|\p{Cc}+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    /// <summary>Without the blanks, brackets, quotes and full stops that surround a reference in running text.</summary>
    public static string Clean(string text) => text.TrimStart(s_before).TrimEnd(s_after);

    /// <summary>As a message may quote it: in one line, not too long, and without anything secret.</summary>
    public static string Show(string text)
    {
        var shown = s_unshowable.Replace(text, "…");
        return shown.Length <= LongestShown ? shown : shown.Remove(LongestShown) + "…";
    }
}
