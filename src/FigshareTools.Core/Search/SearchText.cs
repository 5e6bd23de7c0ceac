using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Search;

/// <summary>
/// Writes searches in Figshare's query language (user documentation, 2026-07): <c>:field: "phrase"</c>, <c>AND</c>,
/// <c>OR</c>, <c>NOT</c>, and brackets; a space means OR.
/// </summary>
internal static class SearchText
{
    // Characters that could end a phrase, or escape its end. The language has no escape character. Figshare's guide has
    // curly quotes in place of straight quotes, so curly quotes are replaced too.
    private static readonly Regex s_quotes = new(@"[""\\\u201C-\u201F\uFF02]", RegexOptions.CultureInvariant);

    // ":title:" or ":search term:". It is documented that brackets have no meaning in a phrase, but not that fields
    // have none, so their colons are removed. The words for the search are the same. A single colon and times such as
    // 10:30:15 are not changed.
    private static readonly Regex s_fields = new(@":(?<field>\p{L}[\p{L}_ ]*):", RegexOptions.CultureInvariant);

    private static readonly Regex s_blanks = new(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant);

    /// <summary>The text to search for; null when the search has only filters that are fields of the request.</summary>
    /// <exception cref="FigshareException">A text has neither letters nor digits.</exception>
    public static string? Of(ArticleSearch search)
    {
        string[] clauses =
        [
            .. Clauses("title", "-Title", search.Title),
            .. search.Authors.SelectMany(author => Clauses("author", "-Author", author)),
            .. search.Tags.SelectMany(tag => Clauses("tag", "-Tag", tag)),
            .. Clauses("institution", "-Institution", InstitutionText.NameOf(search.Institution)),
        ];
        if (search.Query is not { } query)
        {
            return clauses.Length > 0 ? string.Join(" AND ", clauses) : null;
        }

        RequireText("-Query", query, query);

        // AND has a higher precedence than OR and the spaces in the query.
        return clauses.Length > 0 ? string.Join(" AND ", ["(" + query + ")", .. clauses]) : query;
    }

    private static IEnumerable<string> Clauses(string field, string parameter, string? text) =>
        text is null ? [] : [$":{field}: {Phrase(parameter, text)}"];

    /// <summary>A phrase with the words of a text, and without its operators.</summary>
    private static string Phrase(string parameter, string text)
    {
        var words = s_quotes.Replace(text, " ");
        while (s_fields.IsMatch(words))
        {
            words = s_fields.Replace(words, " ${field} ");
        }

        words = s_blanks.Replace(words, " ").Trim();
        RequireText(parameter, words, text);
        return $"\"{words}\"";
    }

    private static void RequireText(string parameter, string words, string given)
    {
        if (!words.Any(char.IsLetterOrDigit))
        {
            throw new FigshareException(FigshareErrorId.InvalidSearch,
                $"{parameter} '{given}' has nothing to search for; give it words, or leave it out.");
        }
    }
}
