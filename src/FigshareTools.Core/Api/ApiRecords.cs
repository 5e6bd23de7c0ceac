using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FigshareTools.Api;

// Figshare sends null for unknown values and may add fields at any time. Only the ids are required here.

/// <summary>A file as the API lists it (PublicFile).</summary>
internal sealed record ApiFile(
    long Id, string? Name, long? Size, bool? IsLinkOnly, string? DownloadUrl, string? SuppliedMd5, string? ComputedMd5)
{
    /// <summary>
    /// The MD5 that Figshare computed, else the one that the uploader supplied, in lower case; null when neither is an MD5.
    /// </summary>
    [JsonIgnore]
    public string? Md5 => Md5Text.TryNormalize(ComputedMd5) ?? Md5Text.TryNormalize(SuppliedMd5);

    /// <summary>The length in bytes; null when it is not known, or negative.</summary>
    [JsonIgnore]
    public long? Length => Size < 0 ? null : Size;
}

/// <summary>
/// An article (ArticleComplete). Its <c>files</c> are used only for versions without a file list of their own: the API has
/// truncated them to ten without notice (2024-11, and again 2025-08).
/// </summary>
internal sealed record ApiArticle(
    long Id, string? Title, string? Doi, int? Version, long? Size, bool? IsEmbargoed, string? EmbargoDate,
    string? EmbargoType, string? EmbargoTitle, string? EmbargoReason, bool? IsConfidential, string? ConfidentialReason,
    bool? IsMetadataRecord, string? MetadataReason, bool? DownloadDisabled, IReadOnlyList<ApiFile>? Files,
    ApiLicense? License, string? Citation, IReadOnlyList<ApiAuthor>? Authors, string? PublishedDate,
    JsonElement FolderStructure)
{
    /// <summary>Whether it was requested with the token, because it is not public.</summary>
    [JsonIgnore]
    public bool IsOwn { get; init; }

    /// <summary>Whether null is in the place of a file or an author, which Figshare does not send.</summary>
    [JsonIgnore]
    public bool HasNulls => Files?.Contains(null!) is true || Authors?.Contains(null!) is true;
}

internal sealed record ApiLicense(string? Name, string? Url);

internal sealed record ApiAuthor(string? FullName, string? OrcidId);

/// <summary>The identifiers and addresses of an article, a collection or a project.</summary>
internal sealed record ApiItem(long Id, string? Doi, string? Handle, string? UrlPublicHtml, string? FigshareUrl);

/// <summary>A version of an article, as the list of versions has it.</summary>
internal sealed record ApiVersion(int Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiFile))]
[JsonSerializable(typeof(List<ApiFile>))]
[JsonSerializable(typeof(ApiArticle))]
[JsonSerializable(typeof(ApiItem))]
[JsonSerializable(typeof(List<ApiItem>))]
[JsonSerializable(typeof(List<ApiVersion>))]
internal sealed partial class ApiJson : JsonSerializerContext;
