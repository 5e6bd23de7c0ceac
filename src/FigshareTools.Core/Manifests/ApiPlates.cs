using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Api;
using FigshareTools.Rows;

namespace FigshareTools.Manifests;

/// <summary>Converts files of the API's responses to plates, whether from the network or from a file on disk.</summary>
internal static class ApiPlates
{
    /// <summary>The plate of a file, with the values that the article has for all its files.</summary>
    public static FigsharePlate PlateOf(ApiArticle article, ApiFile file) => new()
    {
        Plate = LabelOf(file.Name),
        FileId = Math.Max(0, file.Id),
        FileName = file.Name,
        // Figshare does not know the length of a file on another site, and sends 0.
        Length = file.IsLinkOnly is true && file.Size == 0 ? null : file.Length,
        Md5 = file.Md5,
        ArticleId = article.Id > 0 ? article.Id : null,
        Version = article.Version,
        Doi = article.Doi,
        Title = article.Title,
        License = article.License is { } license ? license.Url is { Length: > 0 } url ? url : license.Name : null,
        Citation = article.Citation,
        Authors = AuthorsOf(article.Authors ?? []),
        PublishedDate = article.PublishedDate,
        DownloadUrl = FileAddress.WithoutSecrets(file.DownloadUrl),
        PrivateLink = FileAddress.PrivateLinkOf(file.DownloadUrl),
        IsLinkOnly = file.IsLinkOnly is true,
    };

    /// <summary>The label that a file name implies: <c>SQ00014610</c> for <c>data/SQ00014610.sqlite</c>.</summary>
    public static string? LabelOf(string? fileName)
    {
        // Not System.IO.Path, which throws on .NET Framework for names that are invalid on Windows.
        var name = fileName?.Substring(fileName.LastIndexOfAny(['/', '\\']) + 1);
        return name?.LastIndexOf('.') is >= 0 and var dot ? name.Substring(0, dot) : name;
    }

    private static string? AuthorsOf(IEnumerable<ApiAuthor> authors)
    {
        var names = authors
            .Where(author => author.FullName is { Length: > 0 })
            .Select(author => new ManifestAuthor(
                author.FullName!, author.OrcidId is { Length: > 0 } orcid ? orcid : null));
        return ManifestAuthor.Join(names) is { Length: > 0 } joined ? joined : null;
    }
}
