using System;
using System.Linq;
using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class PlateRowParserTests
{
    private const string Md5A = "6ad898b4dfe1cf822122f25c76cb216a";
    private const string Md5B = "8bd1a4476a30711aa03c6d541a15cf94";

    [Theory]
    [InlineData("Figshare ID")]
    [InlineData("figshare-id")]
    [InlineData(" FIGSHARE_ID ")]
    [InlineData("\uFEFFFigshareId")]
    [InlineData("File ID")]
    [InlineData("i d")]
    public void Headings_match_without_case_blanks_and_dashes(string heading) =>
        Assert.Equal(5, Parse((heading, "5")).Plate.FileId);

    [Fact]
    public void Every_alias_of_every_column_is_read()
    {
        foreach (var column in PlateColumns.All.Where(column => column.IsWritten))
        {
            var text = column.Name switch
            {
                "Md5" => Md5A,
                "IsLinkOnly" => "True",
                _ => "7",
            };
            foreach (var heading in column.Aliases.Prepend(column.Name))
            {
                Assert.Equal(text, column.TextOf(Parse((heading, text)).Plate));
            }
        }
    }

    [Fact]
    public void The_first_heading_that_a_row_fills_counts()
    {
        Assert.Equal(Md5A, Parse(("supplied_md5", Md5B), ("computed_md5", Md5A)).Plate.Md5);
        Assert.Equal(Md5B, Parse(("supplied_md5", Md5B), ("computed_md5", " ")).Plate.Md5);
        Assert.Equal(1, Parse(("Id", "2"), ("Figshare ID", "1")).Plate.FileId);
        Assert.Equal("A", Parse(("Plate", "A"), ("plate", "B")).Plate.Plate);
    }

    [Fact]
    public void Expected_values_replace_found_values()
    {
        var row = Parse(("Md5", Md5B), ("Length", "3"), ("Expected MD5", Md5A), ("ExpectedLength", null)).Plate;

        Assert.Equal(Md5A, row.Md5);
        Assert.Null(row.Length);
    }

    [Fact]
    public void An_address_gives_the_file_id_that_the_row_lacks()
    {
        const string Url = "https://ndownloader.figshare.com/files/77?private_link=abc";

        Assert.Equal(77, Parse(("Url", Url)).Plate.FileId);
        Assert.Equal(new FigshareSecret("abc"), Parse(("Download URL", Url)).Plate.PrivateLink);
        Assert.Equal(5, Parse(("file_id", "5"), ("url", Url)).Plate.FileId);
        Assert.Equal(77, Parse(("file_id", "0"), ("url", Url)).Plate.FileId);
    }

    [Theory]
    [InlineData("PrivateLink", "***", true)]
    [InlineData("private_link", " *** ", true)]
    [InlineData("PrivateLink", "a\r\nb", true)]
    [InlineData("Url", "https://ndownloader.figshare.com/files/1?private_link=***", true)]
    [InlineData("Url", "https://ndownloader.figshare.com/files/1?private_link=a%0D%0Ab", true)]
    [InlineData("PrivateLink", " ", false)]
    [InlineData("PrivateLink", "63fc1ada93e42e388e63", false)]
    [InlineData("Url", "https://ndownloader.figshare.com/files/1?private_link=63fc1ada93e42e388e63", false)]
    [InlineData("Url", "https://ndownloader.figshare.com/files/1", false)]
    public void A_private_link_without_its_key_is_noticed(string heading, string text, bool isMissing)
    {
        var row = Parse(("FileId", "1"), (heading, text));

        Assert.Equal(isMissing, row.IsKeyMissing);
        Assert.True(!isMissing || row.Plate.PrivateLink is null);
    }

    [Theory]
    [InlineData("Figshare ID", "1,234", "its Figshare ID is '1,234', which is not an id; write it in digits alone")]
    [InlineData("size", "1e10", "its size is '1e10', which is not a length in bytes; write it in digits alone")]
    [InlineData("Version", "9999999999", "its Version is '9999999999', which is not a version")]
    [InlineData("hash", "abc", "its hash is 'abc', which is not an MD5; write 32 hexadecimal digits")]
    [InlineData("is_link_only", "maybe", "its is_link_only is 'maybe', which is not a yes or no; write True or False")]
    [InlineData("id", "https://figshare.com/files/1?private_link=abc", "its id is 'https://figshare.com/files/1', which")]
    public void A_wrong_cell_is_an_error_that_says_how_to_write_it(string heading, string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => Parse((heading, text))).Message);

    [Theory]
    [InlineData("https://figshare.com/s/63fc1ada93e42e388e63?private_link=SECRETKEY", "https://figshare.com/s/……")]
    [InlineData("https://lab.example.org/s/63fc1ada93e42e388e63", "https://lab.example.org/s/…")]
    [InlineData("figshare.com/s/SECRETKEY", "figshare.com/s/…")]
    [InlineData("a.bin?Private_Link%3DSECRETKEY", "a.bin…")]
    [InlineData("s/63fc1ada93e42e388e63/63fc1ada93e42e388e63.bin", "s/63fc1ada93e42e388e63/63fc1ada93e42e388e63.bin")]
    [InlineData("a;b#c&d?e=f", "a;b#c&d?e=f")]
    public void A_name_has_no_key_of_a_private_link(string cell, string expected)
    {
        var row = Parse(("Plate", cell), ("FileName", cell), ("Doi", cell), ("Path", cell));

        Assert.Equal((expected, expected, expected), (row.Plate.Plate, row.Plate.FileName, row.Plate.Doi));
        Assert.Equal(expected, new PlateRowParser(["FileName"]).LabelOf([cell]));
        // The path is that of a file on disk, which has this name.
        Assert.Equal(cell, row.Path);
    }

    [Theory]
    [InlineData("Id=5;Title=T", true)]
    [InlineData("id=5;doi=10.6084/m9.figshare.5", true)]
    [InlineData("ID=5;Url=https://figshare.com/articles/dataset/T/5", true)]
    [InlineData("id=5;title=T;url_public_api=u;defined_type=3", true)]
    [InlineData("Id=5;Title=T;Doi=d;Url=u;ArticleId=5", true)] // an exported FigshareArticle
    [InlineData("Id=5;Title=T;Size=7", true)]
    [InlineData("Id=5;Url=https://figshare.com/files/5", false)]
    [InlineData("Id=5;download_url=https://example.org/data", false)]
    [InlineData("Id=5;Url=", false)]
    [InlineData("Id=5", false)]
    [InlineData("Id=5;Title=T;name=a.bin", false)]
    [InlineData("Id=5;Title=T;Plate=A", false)]
    [InlineData("Id=5;Title=T;computed_md5=", false)]
    [InlineData("Id=5;Title=T;article_id=4", false)]
    [InlineData("FileId=5;Title=T;Doi=d", false)]
    [InlineData("figshare_id=5;Id=1;Title=T", false)]
    [InlineData("id=5;name=a.bin;size=1;download_url=u", false)] // a file in an answer of the API
    public void An_article_is_distinguished_from_a_file(string row, bool isArticle)
    {
        var cells = row.Split(';').Select(cell => cell.Split('=', 2)).ToList();
        var parser = new PlateRowParser([.. cells.Select(cell => cell[0])]);

        Assert.Equal(isArticle, parser.IsArticle([.. cells.Select(cell => cell[1])], out var id));
        Assert.Equal(isArticle ? "5" : null, isArticle ? id : null);
    }

    private static PlateRow Parse(params (string Heading, string? Text)[] cells) =>
        new PlateRowParser([.. cells.Select(cell => cell.Heading)]).Parse([.. cells.Select(cell => cell.Text)]);
}
