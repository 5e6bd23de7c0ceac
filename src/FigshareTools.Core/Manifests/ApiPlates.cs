using System.Collections.Generic;
using System.Linq;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>Plates as the API describes them, whether it was asked just now or its answer was kept in a file.</summary>
internal static class ApiPlates
{
    /// <summary>A file of an article, with what the article says of all its files.</summary>
    public static FigsharePlate PlateOf(ApiArticle article, ApiFile file) => new()
    {
        Plate = LabelOf(file.Name),
        FileId = file.Id,
        FileName = file.Name,
        // Figshare does not know the length of what lies elsewhere, and sends 0.
        Length = file.IsLinkOnly is true && file.Size == 0 ? null : file.Size,
        Md5 = file.Md5,
        ArticleId = article.Id > 0 ? article.Id : null,
        Version = article.Version,
        Doi = article.Doi,
        Title = article.Title,
        License = article.License is { } license ? license.Url is { Length: > 0 } url ? url : license.Name : null,
        Citation = article.Citation,
        Authors = AuthorsOf(article.Authors ?? []),
        PublishedDate = article.PublishedDate,
        DownloadUrl = file.DownloadUrl,
        IsLinkOnly = file.IsLinkOnly is true,
    };

    /// <summary>The label of a file that has none of its own: <c>SQ00014610</c> of <c>data/SQ00014610.sqlite</c>.</summary>
    public static string? LabelOf(string? fileName)
    {
        // Not Path: .NET Framework throws at names that are none on Windows.
        var name = fileName?.Substring(fileName.LastIndexOfAny(['/', '\\']) + 1);
        return name?.LastIndexOf('.') is >= 0 and var dot ? name.Substring(0, dot) : name;
    }

    private static string? AuthorsOf(IEnumerable<ApiAuthor> authors)
    {
        var names = authors
            .Where(author => author.FullName is { Length: > 0 })
            .Select(author => new ManifestAuthor(author.FullName!, author.OrcidId is { Length: > 0 } orcid ? orcid : null));
        return ManifestAuthor.Join(names) is { Length: > 0 } joined ? joined : null;
    }
}
