using System;

namespace FigshareTools;

/// <summary>An article that a search found, without its files.</summary>
public sealed record FigshareArticle
{
    /// <summary>Figshare's article id, the same for all versions.</summary>
    public long Id { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The DOI, with its version where Figshare gives one.</summary>
    public string? Doi { get; init; }

    /// <summary>The latest public version, as in the DOI; null when the DOI has no version.</summary>
    public int? Version { get; init; }

    /// <summary>
    /// The type of article as Figshare writes it, such as <c>dataset</c> or <c>journal contribution</c>.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Date of the first publication, in UTC.</summary>
    public DateTime? PublishedDate { get; init; }

    /// <summary>Date of the last modification, in UTC.</summary>
    public DateTime? ModifiedDate { get; init; }

    /// <summary>Date of creation, in UTC.</summary>
    public DateTime? CreatedDate { get; init; }

    /// <summary>The handle, which some institutions assign instead of a DOI.</summary>
    public string? Handle { get; init; }

    /// <summary>The DOI of the paper to which the article belongs.</summary>
    public string? ResourceDoi { get; init; }

    /// <summary>The title of the paper to which the article belongs.</summary>
    public string? ResourceTitle { get; init; }

    /// <summary>The address of the article's page.</summary>
    public string? Url { get; init; }

    /// <summary>The article as messages name it.</summary>
    public override string ToString() => $"article {Id}";
}
