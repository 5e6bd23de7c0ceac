namespace FigshareTools.Search;

/// <summary>The orders in which Figshare can list the results of a search (ArticleSearch.order, 2026-07).</summary>
public enum ArticleOrder
{
    /// <summary>The date of creation, which is Figshare's default.</summary>
    CreatedDate,

    /// <summary>The date of publication.</summary>
    PublishedDate,

    /// <summary>The date of the last modification.</summary>
    ModifiedDate,

    /// <summary>The number of views of the page.</summary>
    Views,

    /// <summary>The number of shares.</summary>
    Shares,

    /// <summary>The number of downloads of files.</summary>
    Downloads,

    /// <summary>The number of citations.</summary>
    Cites,
}
