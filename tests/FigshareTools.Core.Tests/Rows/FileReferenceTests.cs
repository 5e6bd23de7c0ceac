using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class FileReferenceTests
{
    [Theory]
    [InlineData("18028784", 18028784L, null, null)]
    [InlineData(" 18028784.0 ", 18028784L, null, null)]
    [InlineData("https://ndownloader.figshare.com/files/18028784", 18028784L, null, null)]
    [InlineData("https://figshare.com/ndownloader/files/18028784", 18028784L, null, null)]
    [InlineData("<https://api.figshare.com/v2/file/download/18028784>", 18028784L, null, null)]
    [InlineData("https://figshare.com/articles/dataset/T/9995672/6?file=18028784", 18028784L, 9995672L, 6)]
    public void An_id_or_an_address_names_a_file(string text, long fileId, long? articleId, int? version)
    {
        var plate = FileReference.Parse(text);

        Assert.Equal((fileId, articleId, version), (plate.FileId, plate.ArticleId, plate.Version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1,234")]
    [InlineData("plates.csv")]
    [InlineData("9995672.v5")]
    [InlineData("10.35092/yhjc.9995672")]
    [InlineData("https://figshare.com/articles/dataset/T/9995672")]
    public void Any_other_text_is_refused(string text) => Assert.Equal(
        FigshareErrorId.InvalidPlate, Assert.Throws<FigshareException>(() => FileReference.Parse(text)).ErrorId);

    [Fact]
    public void The_key_of_a_private_link_is_kept_and_not_shown()
    {
        var plate = FileReference.Parse("https://ndownloader.figshare.com/files/77?private_link=63fc1ada93e42e388e63");

        Assert.Equal(new FigshareSecret("63fc1ada93e42e388e63"), plate.PrivateLink);
    }
}
