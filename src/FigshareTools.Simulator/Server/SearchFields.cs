using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Creates the conditions for the fields of a search.</summary>
internal static class SearchFields
{
    /// <summary>Creates the condition for a word or phrase without a field.</summary>
    public static Predicate<ICatalogItem> Anywhere(string phrase) =>
        entity => AllTexts(entity).Any(text => Contains(text, phrase));

    /// <summary>Creates the condition for a field with a quoted text.</summary>
    public static Predicate<ICatalogItem> Quoted(string field, string phrase) => NormalizeName(field) switch
    {
        "title" => entity => Contains(entity.Title, phrase),
        "description" => entity => Contains(entity.Description, phrase),
        _ => Exact(field, phrase),
    };

    /// <summary>Creates the condition for a field with words.</summary>
    public static Predicate<ICatalogItem> Plain(string field, IReadOnlyList<string> words) =>
        NormalizeName(field) switch
        {
            "title" => entity => words.Any(word => Contains(entity.Title, word)),
            "description" => entity => words.Any(word => Contains(entity.Description, word)),
            _ => Exact(field, string.Join(' ', words)),
        };

    private static Predicate<ICatalogItem> Exact(string field, string value) => NormalizeName(field) switch
    {
        "search_term" => Anywhere(value),
        "tag" => entity => entity.Keywords.Any(keyword => EqualsIgnoreCase(keyword, value)),
        "author" => entity => entity.Authors.Any(author => Contains(author.FullName, value)),
        "orcid" => entity => entity.Authors.Any(author => EqualsIgnoreCase(author.Orcid, value)),
        "doi" => entity => entity.HasDoi(value),
        "institution" => entity => EqualsIgnoreCase(entity.InstitutionStringId, value),
        "item_type" => entity => entity.TypeNames.Any(name => EqualsIgnoreCase(name, value)),
        "extension" => entity => entity.FileNames.Any(
            name => name.EndsWith("." + value.TrimStart('.'), StringComparison.OrdinalIgnoreCase)),
        _ => throw ApiErrorException.Unprocessable($"search_for: the simulator does not know the field {field}"),
    };

    private static string NormalizeName(string field) => field.Trim(':').Trim().Replace(' ', '_').ToLowerInvariant();

    private static IEnumerable<string> AllTexts(ICatalogItem entity) =>
    [
        entity.Title, entity.Description, .. entity.Keywords, .. entity.Authors.Select(author => author.FullName),
    ];

    private static bool EqualsIgnoreCase(string? text, string other) =>
        string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string text, string phrase) =>
        Words(text).Contains(Words(phrase), StringComparison.OrdinalIgnoreCase);

    // Surrounds each word with spaces, so that only whole words match.
    private static string Words(string text) =>
        $" {string.Join(' ', string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
}
