using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Simulator;

/// <summary>
/// Parses <c>search_for</c>: a subset of the language in docs/Search/search.md of figshare/user_documentation. Adjacent
/// words are alternatives, AND has a higher precedence than OR, and the text of a field ends at the next operator.
/// </summary>
/// <remarks>
/// Unlike Figshare, it does not find inflected words ("cells" for "cell") and does not sort by relevance.
/// </remarks>
internal sealed partial class SearchQueryParser
{
    // "Usually min length is 3" (docs/api/index.md).
    private const int MinimumLength = 3;

    private readonly string[] _tokens;
    private int _next;

    private SearchQueryParser(string text) => _tokens = [.. Token().Matches(text).Select(match => match.Value)];

    private string? Next => _next < _tokens.Length ? _tokens[_next] : null;

    /// <summary>Parses a text and returns its condition.</summary>
    public static Predicate<ICatalogItem> Parse(string text)
    {
        if (text.Trim().Length < MinimumLength)
        {
            throw ApiErrorException.Unprocessable($"search_for must have at least {MinimumLength} characters");
        }

        var parser = new SearchQueryParser(text);
        var search = parser.ParseAlternatives();
        return parser.Next is null ? search : throw SyntaxError(parser.Next);
    }

    private Predicate<ICatalogItem> ParseAlternatives()
    {
        var any = ParseConjunction();
        while (Next is not (null or ")"))
        {
            TryTake("OR");
            var left = any;
            var right = ParseConjunction();
            any = entity => left(entity) || right(entity);
        }

        return any;
    }

    private Predicate<ICatalogItem> ParseConjunction()
    {
        var all = ParseCondition();
        while (Next == "NOT" || TryTake("AND"))
        {
            var left = all;
            var right = ParseCondition();
            all = entity => left(entity) && right(entity);
        }

        return all;
    }

    private Predicate<ICatalogItem> ParseCondition()
    {
        var token = Take();
        switch (token)
        {
            case "NOT":
                var negated = ParseCondition();
                return entity => !negated(entity);

            case "(":
                var inner = ParseAlternatives();
                return TryTake(")") ? inner : throw SyntaxError("(");

            case ")" or "AND" or "OR":
                throw SyntaxError(token);

            default:
                return IsField(token) ? ParseField(token) : SearchFields.Anywhere(Unquoted(token));
        }
    }

    private Predicate<ICatalogItem> ParseField(string field)
    {
        if (Next is string quoted && quoted[0] == '"')
        {
            return SearchFields.Quoted(field, Unquoted(Take()));
        }

        var words = new List<string>();
        while (Next is string word && !IsDelimiter(word))
        {
            words.Add(Take());
        }

        return words.Count > 0 ? SearchFields.Plain(field, words) : throw SyntaxError(field);
    }

    private string Take() =>
        _next < _tokens.Length ? _tokens[_next++] : throw ApiErrorException.Unprocessable("search_for ends too early");

    private bool TryTake(string token)
    {
        if (Next != token)
        {
            return false;
        }

        _next++;
        return true;
    }

    private static string Unquoted(string token) => token.Trim('"');

    private static bool IsField(string token) => token is [':', _, .., ':'];

    private static bool IsDelimiter(string token) =>
        token is "AND" or "OR" or "NOT" or "(" or ")" || token[0] == '"' || IsField(token);

    private static ApiErrorException SyntaxError(string token) =>
        ApiErrorException.Unprocessable($"search_for has a syntax error at '{token}'");

    // A phrase, a field (the documentation also writes ":search term:" for :search_term:), a parenthesis or a word.
    [GeneratedRegex("""
        "[^"]*"|:[A-Za-z_ ]+:|[()]|[^\s()"]+
        """)]
    private static partial Regex Token();
}
