using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace FigshareTools.Api;

/// <summary>What is asked of a search (ArticleSearch); what is null is not sent.</summary>
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

    /// <summary>The page size beside a cursor; beside a page it is refused (HTTP 422).</summary>
    public int? Limit { get; init; }
}

/// <summary>An article as searches list it (ArticleWithProject): without files, licence and version.</summary>
internal sealed record ApiFoundArticle(
    long Id, string? Title, string? Doi, string? Handle, string? UrlPublicHtml, string? DefinedTypeName,
    string? PublishedDate, string? ModifiedDate, string? CreatedDate, string? ResourceDoi, string? ResourceTitle);

/// <summary>One answer of a search, with what continues it.</summary>
internal sealed record ApiSearchPage(IReadOnlyList<ApiFoundArticle> Articles, string? Cursor);

/// <summary>
/// Why the API refuses something (ErrorMessage). Its code is a number in the specification and a name in the prose.
/// </summary>
internal sealed record ApiRefusal(string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiSearch))]
[JsonSerializable(typeof(List<ApiFoundArticle>))]
[JsonSerializable(typeof(ApiRefusal))]
internal sealed partial class SearchJson : JsonSerializerContext;
