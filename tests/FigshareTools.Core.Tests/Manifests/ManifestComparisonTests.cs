using System.Linq;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

public class ManifestComparisonTests
{
    /// <summary>Rows are "id name length md5", with "-" for what is not known; rows are separated by semicolons.</summary>
    [Theory]
    [InlineData("1 a 5 x", "1 a 5 x", "Same a>a")]
    [InlineData("1 a 5 x", "2 a 5 y", "Changed a>a")]
    [InlineData("1 a 5 x", "2 a 5 x", "Same a>a")]
    [InlineData("1 a 5 x", "1 b 5 x", "Same a>b")]
    [InlineData("1 a 5 x", "", "Removed a>")]
    [InlineData("", "1 a 5 x", "Added >a")]
    [InlineData("1 a 5 x; 2 b 5 y", "2 b 5 y; 3 c 5 z", "Removed a>; Same b>b; Added >c")]
    [InlineData("1 a 5 x; 2 b 5 y", "1 b 5 x; 2 a 5 y", "Same a>b; Same b>a")]
    [InlineData("1 a 5 -", "2 a 5 y", "Changed a>a")]
    [InlineData("1 a 5 -", "1 a 5 y", "Same a>a")]
    [InlineData("1 a - -", "1 a 5 y", "Same a>a")]
    [InlineData("- a 4 -", "1 a 5 y", "Changed a>a")]
    [InlineData("- a 5 -", "1 a 5 y", "Same a>a")]
    [InlineData("- d/a - x", "1 a 5 x", "Same d/a>d/a")]
    [InlineData("- d/a - x", "1 a 5 y", "Changed d/a>d/a")]
    [InlineData("- d/a - x; - e/a - y", "1 a 5 x", "Removed d/a>; Removed e/a>; Added >a")]
    [InlineData("1 a 5 x; 1 a 5 x", "1 a 5 x", "Same a>a")]
    public void Content_decides_and_ids_come_before_names(string older, string newer, string expected)
    {
        var changes = ManifestComparison.Compare(Plates(older), Plates(newer));

        Assert.Equal(expected, string.Join("; ", changes.Select(change => $"{change.Change} {change.OldFileName}>{change.FileName}")));
    }

    [Fact]
    public void Equal_names_of_two_articles_are_two_plates()
    {
        var older = new[] { 4, 5 }.Select(article => Plate($"{article} a 5 x") with { ArticleId = article });
        var newer = new[] { 5, 4 }.Select(article => Plate($"{article + 10} a 5 y") with { ArticleId = article });

        Assert.Equal(["4 14", "5 15"],
            ManifestComparison.Compare(older, newer).Select(change => $"{change.OldFileId} {change.FileId}"));
    }

    [Fact]
    public void A_plate_keeps_its_label_and_gets_what_is_new()
    {
        var older = new FigsharePlate { Plate = "SQ1", FileId = 1, Length = 5, Md5 = "x", ArticleId = 4, Version = 1 };
        var newer = new FigsharePlate
        {
            Plate = "other", FileId = 2, FileName = "SQ1.sqlite", Length = 6, Md5 = "y", ArticleId = 4, Version = 2, Doi = "d",
        };

        var change = Assert.Single(ManifestComparison.Compare([older], [newer]));

        Assert.Equal(
            ("Changed", "SQ1", "SQ1.sqlite", 2L, 6L, "y", 4L, 2, "d"),
            (change.Change, change.Plate, change.FileName, change.FileId, change.Length, change.Md5, change.ArticleId,
                change.Version, change.Doi));
        Assert.Equal(
            ("SQ1.sqlite", 1L, 5L, "x", 1),
            (change.OldFileName, change.OldFileId, change.OldLength, change.OldMd5, change.OldVersion));
    }

    private static FigsharePlate[] Plates(string rows) =>
        [.. rows.Split(';', System.StringSplitOptions.RemoveEmptyEntries).Select(Plate)];

    private static FigsharePlate Plate(string row)
    {
        var cells = row.Trim().Split(' ').Select(cell => cell == "-" ? null : cell).ToArray();
        return new FigsharePlate
        {
            FileId = cells[0] is null ? 0 : long.Parse(cells[0]!, null),
            FileName = cells[1],
            Length = cells[2] is null ? null : long.Parse(cells[2]!, null),
            Md5 = cells[3],
        };
    }
}
