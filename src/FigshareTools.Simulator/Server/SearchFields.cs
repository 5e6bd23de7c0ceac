using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>What the fields of a search look at.</summary>
internal static class SearchFields
{
    /// <summary>A word or phrase without a field.</summary>
    public static Predicate<IListed> Anywhere(string phrase) =>
        entity => AllTexts(entity).Any(text => Contains(text, phrase));

    /// <summary>A field with a text in quotes.</summary>
    public static Predicate<IListed> Quoted(string field, string phrase) => NameOf(field) switch
    {
        "title" => entity => Contains(entity.Title, phrase),
        "description" => entity => Contains(entity.Description, phrase),
        _ => Exact(field, phrase),
    };

    /// <summary>A field with words.</summary>
    public static Predicate<IListed> Plain(string field, IReadOnlyList<string> words) => NameOf(field) switch
    {
        "title" => entity => words.Any(word => Contains(entity.Title, word)),
        "description" => entity => words.Any(word => Contains(entity.Description, word)),
        _ => Exact(field, string.Join(' ', words)),
    };

    private static Predicate<IListed> Exact(string field, string value) => NameOf(field) switch
    {
        "search_term" => Anywhere(value),
        "tag" => entity => entity.Keywords.Any(keyword => Same(keyword, value)),
        "author" => entity => entity.Authors.Any(author => Contains(author.FullName, value)),
        "orcid" => entity => entity.Authors.Any(author => Same(author.Orcid, value)),
        "doi" => entity => entity.HasDoi(value),
        "institution" => entity => Same(entity.InstitutionStringId, value),
        "item_type" => entity => entity.TypeNames.Any(name => Same(name, value)),
        "extension" => entity => entity.FileNames.Any(
            name => name.EndsWith("." + value.TrimStart('.'), StringComparison.OrdinalIgnoreCase)),
        _ => throw ApiRefusal.Unprocessable($"search_for: the simulator does not know the field {field}"),
    };

    private static string NameOf(string field) => field.Trim(':').Trim().Replace(' ', '_').ToLowerInvariant();

    private static IEnumerable<string> AllTexts(IListed entity) =>
    [
        entity.Title, entity.Description, .. entity.Keywords, .. entity.Authors.Select(author => author.FullName),
    ];

    private static bool Same(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string text, string phrase) =>
        Words(text).Contains(Words(phrase), StringComparison.OrdinalIgnoreCase);

    // Whole words only: each with a space on both sides.
    private static string Words(string text) =>
        $" {string.Join(' ', string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
}
