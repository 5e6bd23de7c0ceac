using System;
using System.Collections.Generic;

namespace FigshareTools.Search;

/// <summary>A search for articles. An article must match all properties that are set.</summary>
public sealed record ArticleSearch
{
    /// <summary>A query in Figshare's query language. Operators in other texts have no effect.</summary>
    public string? Query { get; init; }

    /// <summary>Words of the title, in this order.</summary>
    public string? Title { get; init; }

    /// <summary>Names of authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Tags, which Figshare also calls keywords.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The DOI, in any form that <see cref="References.FigshareReference.Parse"/> reads.</summary>
    public string? Doi { get; init; }

    /// <summary>The institution: the first part of its host (<c>nih</c> for nih.figshare.com), or its number.</summary>
    public string? Institution { get; init; }

    /// <summary>The type of article.</summary>
    public ArticleType? Type { get; init; }

    /// <summary>The day after which the article was published.</summary>
    public DateTime? PublishedSince { get; init; }

    /// <summary>The day after which the article was modified.</summary>
    public DateTime? ModifiedSince { get; init; }

    /// <summary>The order of the results; null for Figshare's default.</summary>
    public ArticleOrder? Order { get; init; }

    /// <summary>Whether the least or oldest results come first, instead of the greatest or newest.</summary>
    public bool Ascending { get; init; }

    /// <summary>The maximum number of results; null for all.</summary>
    public int? First { get; init; }

    /// <summary>The number of results to skip before them.</summary>
    public int Skip { get; init; }
}
