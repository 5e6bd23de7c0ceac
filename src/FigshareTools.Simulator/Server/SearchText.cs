using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.Simulator;

/// <summary>
/// Reads <c>search_for</c>: a subset of the language in docs/Search/search.md of figshare/user_documentation. Words
/// beside each other are alternatives; AND binds tighter than OR; the text of a field goes on up to the next operator.
/// </summary>
/// <remarks>
/// Figshare also finds inflected words ("cells" for "cell") and sorts by relevance; this does neither.
/// </remarks>
internal sealed partial class SearchText
{
    // "Usually min length is 3" (docs/api/index.md).
    private const int MinimumLength = 3;

    private readonly string[] _tokens;
    private int _next;

    private SearchText(string text) => _tokens = [.. Token().Matches(text).Select(match => match.Value)];

    private string? Next => _next < _tokens.Length ? _tokens[_next] : null;

    /// <summary>The condition that a text stands for.</summary>
    public static Predicate<IListed> Parse(string text)
    {
        if (text.Trim().Length < MinimumLength)
        {
            throw ApiRefusal.Unprocessable($"search_for must have at least {MinimumLength} characters");
        }

        var parser = new SearchText(text);
        Predicate<IListed> search = parser.Alternatives();
        return parser.Next is null ? search : throw Unreadable(parser.Next);
    }

    private Predicate<IListed> Alternatives()
    {
        Predicate<IListed> any = Conditions();
        while (Next is not (null or ")"))
        {
            TryTake("OR");
            Predicate<IListed> left = any;
            Predicate<IListed> right = Conditions();
            any = entity => left(entity) || right(entity);
        }

        return any;
    }

    private Predicate<IListed> Conditions()
    {
        Predicate<IListed> all = Condition();
        while (Next == "NOT" || TryTake("AND"))
        {
            Predicate<IListed> left = all;
            Predicate<IListed> right = Condition();
            all = entity => left(entity) && right(entity);
        }

        return all;
    }

    private Predicate<IListed> Condition()
    {
        string token = Take();
        switch (token)
        {
            case "NOT":
                Predicate<IListed> negated = Condition();
                return entity => !negated(entity);

            case "(":
                Predicate<IListed> inner = Alternatives();
                return TryTake(")") ? inner : throw Unreadable("(");

            case ")" or "AND" or "OR":
                throw Unreadable(token);

            default:
                return IsField(token) ? OfField(token) : SearchFields.Anywhere(Unquoted(token));
        }
    }

    private Predicate<IListed> OfField(string field)
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

        return words.Count > 0 ? SearchFields.Plain(field, words) : throw Unreadable(field);
    }

    private string Take() =>
        _next < _tokens.Length ? _tokens[_next++] : throw ApiRefusal.Unprocessable("search_for ends too early");

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

    private static ApiRefusal Unreadable(string token) =>
        ApiRefusal.Unprocessable($"search_for cannot be understood at '{token}'");

    // A phrase, a field (the documentation itself writes ":search term:" for :search_term:), a bracket or a word.
    [GeneratedRegex("""
        "[^"]*"|:[A-Za-z_ ]+:|[()]|[^\s()"]+
        """)]
    private static partial Regex Token();
}
