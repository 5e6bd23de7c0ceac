using System;
using System.Collections.Generic;
using FigshareTools.References;

namespace FigshareTools.Rows;

/// <summary>Reads rows that have the same headings, whether from the pipeline or from a manifest file.</summary>
public sealed class PlateRowParser
{
    /// <summary>Assigns headings to the columns of <see cref="PlateColumns"/>.</summary>
    /// <param name="headings">The headings in their order. Unknown headings are ignored.</param>
    public PlateRowParser(IReadOnlyList<string> headings) => Headings = new PlateHeadings(headings);

    internal PlateHeadings Headings { get; }

    /// <summary>Whether the cells below a heading are read.</summary>
    /// <param name="cell">The index of the heading.</param>
    public bool IsRead(int cell) => Headings.IsRead(cell);

    /// <summary>The label or file name that a row gives its plate; null for a row with neither.</summary>
    /// <param name="cells">The cells in the order of the headings.</param>
    public string? LabelOf(IReadOnlyList<string?> cells) =>
        (Headings.Text(PlateColumns.Plate, cells) ?? Headings.Text(PlateColumns.FileName, cells)) is { } label
            ? PastedText.WithoutKey(label)
            : null;

    /// <summary>
    /// Whether a row is an article instead of a file: its only id is called <c>Id</c>, which is the heading of a file's
    /// and of an article's id, and a DOI, a title or the address of a page is beside it, but nothing that only files
    /// have.
    /// </summary>
    /// <param name="cells">The cells in the order of the headings.</param>
    /// <param name="id">The id of the article, as the row gives it.</param>
    public bool IsArticle(IReadOnlyList<string?> cells, out string? id)
    {
        id = null;
        if (!Headings.HaveArticleKeys && !Headings.MayHaveArticleUrl)
        {
            return false;
        }

        id = Headings.Text(PlateColumns.FileId, cells)?.Trim();
        var url = Headings.Text(PlateColumns.DownloadUrl, cells);
        if (!Headings.HaveArticleKeys && (url is null || FileAddress.FileIdOf(url) is not null))
        {
            return false;
        }

        // A row with another article's id is a file of that article.
        return Headings.Text(PlateColumns.ArticleId, cells) is not { } article || article.Trim() == id;
    }

    /// <summary>Reads a row.</summary>
    /// <param name="cells">The cells in the order of the headings; null or blank where the row says nothing.</param>
    /// <exception cref="FormatException">
    /// A cell does not hold what its column holds; the message says which and how to write it, in one sentence without
    /// a full stop.
    /// </exception>
    public PlateRow Parse(IReadOnlyList<string?> cells)
    {
        var url = Headings.Text(PlateColumns.DownloadUrl, cells);
        var plate = new FigsharePlate
        {
            Plate = Headings.Value(PlateColumns.Plate, cells),
            FileId = Headings.Value(PlateColumns.FileId, cells) is > 0 and var id ? id : FileAddress.FileIdOf(url) ?? 0,
            FileName = Headings.Value(PlateColumns.FileName, cells),
            Length = Headings.Value(PlateColumns.Length, cells),
            Md5 = Headings.Value(PlateColumns.Md5, cells),
            ArticleId = Headings.Value(PlateColumns.ArticleId, cells),
            Version = Headings.Value(PlateColumns.Version, cells),
            Doi = Headings.Value(PlateColumns.Doi, cells),
            Title = Headings.Value(PlateColumns.Title, cells),
            License = Headings.Value(PlateColumns.License, cells),
            Citation = Headings.Value(PlateColumns.Citation, cells),
            Authors = Headings.Value(PlateColumns.Authors, cells),
            PublishedDate = Headings.Value(PlateColumns.PublishedDate, cells),
            DownloadUrl = FileAddress.WithoutSecrets(url) is { Length: > 0 } address ? address : null,
            PrivateLink = Headings.Value(PlateColumns.PrivateLink, cells) ?? FileAddress.PrivateLinkOf(url),
            IsLinkOnly = Headings.Value(PlateColumns.IsLinkOnly, cells),
        };
        return new PlateRow(plate, Headings.Value(PlateColumns.Path, cells))
        {
            IsKeyMissing = plate.PrivateLink is null
                && (Headings.Text(PlateColumns.PrivateLink, cells) is not null || FileAddress.HasPrivateLink(url)),
        };
    }
}
