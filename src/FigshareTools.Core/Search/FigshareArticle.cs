using System;

namespace FigshareTools;

/// <summary>An article as searches find it: what it is and where, without its files.</summary>
public sealed record FigshareArticle
{
    /// <summary>Figshare's article id, the same for all versions.</summary>
    public long Id { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The DOI, with its version where Figshare gives one.</summary>
    public string? Doi { get; init; }

    /// <summary>The latest public version as the DOI names it; null when it names none.</summary>
    public int? Version { get; init; }

    /// <summary>The kind of article as Figshare writes it, such as <c>dataset</c> or <c>journal contribution</c>.</summary>
    public string? Type { get; init; }

    /// <summary>When it was first published, in UTC.</summary>
    public DateTime? PublishedDate { get; init; }

    /// <summary>When it was last modified, in UTC.</summary>
    public DateTime? ModifiedDate { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedDate { get; init; }

    /// <summary>The handle, which some institutions give in place of a DOI.</summary>
    public string? Handle { get; init; }

    /// <summary>The DOI of the paper it belongs to.</summary>
    public string? ResourceDoi { get; init; }

    /// <summary>The title of the paper it belongs to.</summary>
    public string? ResourceTitle { get; init; }

    /// <summary>The address of its page.</summary>
    public string? Url { get; init; }

    /// <summary>The article as messages name it.</summary>
    public override string ToString() => $"article {Id}";
}
