using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>Cleans text that was pasted from mails, papers and browsers.</summary>
public static class PastedText
{
    private const int MaximumShown = 150;

    private const string Blank = " \t\r\n\u00A0\u200B\uFEFF";
    private static readonly char[] s_before = (Blank + "<(\"'").ToCharArray();
    private static readonly char[] s_after = (Blank + ">)\"'.,;").ToCharArray();

    // A user before the host, the key of a private link, anything that looks like such a key, everything from the query
    // on (keys, tokens, signatures; plain or percent-encoded), and control characters.
    private static readonly Regex s_hidden = new(
        @"(?<=//)[^/?#]*@|(?<=/s/)[^/?#]+|(?![0-9]{20})[0-9a-f]{20,}|(?:[?#&;=]|%(?:23|26|3[bdf])).*\z|\p{Cc}+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    // The key in a query, plain or percent-encoded, and in the path of a page. On other hosts than Figshare's, only 20
    // hexadecimal digits are a key (2026-09).
    private static readonly Regex s_key = new(
        @"private_link(?:=|%3d)|figshare\.com/+s/|\.[a-z]{2,}/+s/[0-9a-f]{20}(?![0-9a-z])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly char[] s_keyMarks = ['=', '%', '/'];

    /// <summary>Removes the blanks, brackets, quotes and full stops that surround a reference in a sentence.</summary>
    public static string Clean(string text) => text.TrimStart(s_before).TrimEnd(s_after);

    /// <summary>
    /// The text of a table; as <see cref="Show"/> gives it if it has the key of a private link, which must not reach a log, an
    /// error or a file. Other texts stay as they are.
    /// </summary>
    public static string WithoutKey(string text) => HasKey(text) ? Show(text) : text;

    /// <summary>Whether a text has the key of a private link, or the place of one that is hidden.</summary>
    internal static bool HasKey(string text) =>
        // Each text of each row is looked at, and most have none of these characters.
        text.IndexOfAny(s_keyMarks) >= 0 && s_key.IsMatch(text);

    /// <summary>The text as a message may contain it: in one line, shortened, and without secrets.</summary>
    public static string Show(string text)
    {
        var shown = PrintableText.Of(s_hidden.Replace(text, "…"));
        return shown.Length <= MaximumShown ? shown : shown.Remove(MaximumShown) + "…";
    }
}
