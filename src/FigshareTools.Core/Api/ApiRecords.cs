using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FigshareTools.Api;

// Figshare sends null for what it does not know and may add fields at any time: nothing here is required but the ids.

/// <summary>A file as the API lists it (PublicFile).</summary>
internal sealed record ApiFile(
    long Id, string? Name, long? Size, bool? IsLinkOnly, string? DownloadUrl, string? SuppliedMd5, string? ComputedMd5)
{
    /// <summary>
    /// The MD5 that Figshare computed, else the one that the uploader supplied; null when both are empty.
    /// </summary>
    [JsonIgnore]
    public string? Md5 => ComputedMd5 is { Length: > 0 } computed ? computed
        : SuppliedMd5 is { Length: > 0 } supplied ? supplied
        : null;
}

/// <summary>
/// An article (ArticleComplete). Its <c>files</c> are used only for versions without a list of their own: they have been cut
/// to ten, without a word, from 2024-11 and again from 2025-08.
/// </summary>
internal sealed record ApiArticle(
    long Id, string? Title, string? Doi, int? Version, long? Size, bool? IsEmbargoed, string? EmbargoDate,
    string? EmbargoType, string? EmbargoTitle, string? EmbargoReason, bool? IsConfidential, string? ConfidentialReason,
    bool? IsMetadataRecord, string? MetadataReason, bool? DownloadDisabled, IReadOnlyList<ApiFile>? Files,
    ApiLicense? License, string? Citation, IReadOnlyList<ApiAuthor>? Authors, string? PublishedDate,
    JsonElement FolderStructure)
{
    /// <summary>Whether the token's owner was asked for it, because it is not public.</summary>
    [JsonIgnore]
    public bool IsOwn { get; init; }
}

internal sealed record ApiLicense(string? Name, string? Url);

internal sealed record ApiAuthor(string? FullName, string? OrcidId);

/// <summary>Who and where an article, a collection or a project is, in lists and alone.</summary>
internal sealed record ApiItem(long Id, string? Doi, string? Handle, string? UrlPublicHtml, string? FigshareUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiFile))]
[JsonSerializable(typeof(List<ApiFile>))]
[JsonSerializable(typeof(ApiArticle))]
[JsonSerializable(typeof(ApiItem))]
[JsonSerializable(typeof(List<ApiItem>))]
internal sealed partial class ApiJson : JsonSerializerContext;
