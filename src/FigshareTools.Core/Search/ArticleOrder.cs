namespace FigshareTools.Search;

/// <summary>By what Figshare can order the results of a search (ArticleSearch.order, 2026-07).</summary>
public enum ArticleOrder
{
    /// <summary>The date of creation; what Figshare takes when nothing is said.</summary>
    CreatedDate,

    /// <summary>The date of publication.</summary>
    PublishedDate,

    /// <summary>The date of the last modification.</summary>
    ModifiedDate,

    /// <summary>How often the page was seen.</summary>
    Views,

    /// <summary>How often it was shared.</summary>
    Shares,

    /// <summary>How often files were downloaded.</summary>
    Downloads,

    /// <summary>How often it was cited.</summary>
    Cites,
}
