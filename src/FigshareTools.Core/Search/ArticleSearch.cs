using System;
using System.Collections.Generic;

namespace FigshareTools.Search;

/// <summary>Which articles are looked for, and which of those found are wanted. All that is given must hold.</summary>
public sealed record ArticleSearch
{
    /// <summary>A query in Figshare's own language: the only text whose operators are obeyed.</summary>
    public string? Query { get; init; }

    /// <summary>Words of the title, in this order.</summary>
    public string? Title { get; init; }

    /// <summary>Names of authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Tags, which Figshare also calls keywords.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The DOI, in any form that <see cref="References.FigshareReference.Parse"/> reads.</summary>
    public string? Doi { get; init; }

    /// <summary>The institution: its name in its host (<c>nih</c> of nih.figshare.com), or its number.</summary>
    public string? Institution { get; init; }

    /// <summary>What kind of article it is.</summary>
    public ArticleType? Type { get; init; }

    /// <summary>The day after which it was published.</summary>
    public DateTime? PublishedSince { get; init; }

    /// <summary>The day after which it was modified.</summary>
    public DateTime? ModifiedSince { get; init; }

    /// <summary>By what the results are ordered; null leaves it to Figshare.</summary>
    public ArticleOrder? Order { get; init; }

    /// <summary>The least or oldest first; Figshare gives the greatest or newest first.</summary>
    public bool Ascending { get; init; }

    /// <summary>How many results are wanted; null for all.</summary>
    public int? First { get; init; }

    /// <summary>How many results are passed over before them.</summary>
    public int Skip { get; init; }
}
