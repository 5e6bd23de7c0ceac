using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace FigshareTools.Api;

/// <summary>A search (ArticleSearch). Null values are not sent.</summary>
internal sealed record ApiSearch
{
    public string? SearchFor { get; init; }

    public int? ItemType { get; init; }

    public string? Doi { get; init; }

    public long? Institution { get; init; }

    public string? PublishedSince { get; init; }

    public string? ModifiedSince { get; init; }

    public string? Order { get; init; }

    public string? OrderDirection { get; init; }

    public int? Page { get; init; }

    public int? PageSize { get; init; }

    /// <summary>The page size of a request with a cursor. With a page number, the API refuses it (HTTP 422).</summary>
    public int? Limit { get; init; }
}

/// <summary>An article as searches list it (ArticleWithProject): without files, licence and version.</summary>
internal sealed record ApiFoundArticle(
    long Id, string? Title, string? Doi, string? Handle, string? UrlPublicHtml, string? DefinedTypeName,
    string? PublishedDate, string? ModifiedDate, string? CreatedDate, string? ResourceDoi, string? ResourceTitle);

/// <summary>A page of search results, and the cursor of the next page.</summary>
internal sealed record ApiSearchPage(IReadOnlyList<ApiFoundArticle> Articles, string? Cursor);

/// <summary>
/// Why the API refuses a request (ErrorMessage). Its code is a number in the definition and a name in the documentation.
/// </summary>
internal sealed record ApiRefusal(string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiSearch))]
[JsonSerializable(typeof(List<ApiFoundArticle>))]
[JsonSerializable(typeof(ApiRefusal))]
internal sealed partial class SearchJson : JsonSerializerContext;
