using System;
using System.Globalization;

namespace FigshareTools.Objects;

/// <summary>
/// An article that <c>Find-FigshareArticle</c> found. Its dates are texts in ISO 8601, as those of plates: they sort and compare
/// as dates, and <c>Export-Csv</c> writes them in the same way everywhere.
/// </summary>
/// <param name="article">The engine's record.</param>
public sealed class FoundArticle(FigshareArticle article)
{
    private readonly FigshareArticle _article = article;

    /// <summary>Figshare's article id, the same for all versions.</summary>
    public long Id => _article.Id;

    /// <summary>The title.</summary>
    public string? Title => _article.Title;

    /// <summary>The DOI, with its version where Figshare gives one.</summary>
    public string? Doi => _article.Doi;

    /// <summary>The latest public version, as in the DOI; null when the DOI has no version.</summary>
    public int? Version => _article.Version;

    /// <summary>The type of article as Figshare writes it, such as <c>dataset</c>.</summary>
    public string? Type => _article.Type;

    /// <summary>Time of the first publication, in UTC: <c>2021-06-10T14:45:37Z</c>.</summary>
    public string? PublishedDate => TextOf(_article.PublishedDate);

    /// <summary>Time of the last modification, in UTC.</summary>
    public string? ModifiedDate => TextOf(_article.ModifiedDate);

    /// <summary>Time of creation, in UTC.</summary>
    public string? CreatedDate => TextOf(_article.CreatedDate);

    /// <summary>The handle, which some institutions assign instead of a DOI.</summary>
    public string? Handle => _article.Handle;

    /// <summary>The DOI of the paper to which the article belongs.</summary>
    public string? ResourceDoi => _article.ResourceDoi;

    /// <summary>The title of the paper to which the article belongs.</summary>
    public string? ResourceTitle => _article.ResourceTitle;

    /// <summary>The address of the article's page.</summary>
    public string? Url => _article.Url;

    /// <summary>The article as messages name it.</summary>
    public override string ToString() => _article.ToString();

    private static string? TextOf(DateTime? time) =>
        time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
