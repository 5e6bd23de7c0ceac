using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class FileAddressTests
{
    [Theory]
    [InlineData("https://ndownloader.figshare.com/files/18028784", 18028784L)]
    [InlineData("https://figshare.com/ndownloader/files/18028784", 18028784L)]
    [InlineData("https://nih.figshare.com/ndownloader/files/18028784?backTo=abc", 18028784L)]
    [InlineData("https://figshare.com/files/18028784", 18028784L)]
    [InlineData("https://api.figshare.com/v2/file/download/18028784", 18028784L)]
    [InlineData("https://ndownloader.figshare.com/files/18028784/plate.sqlite", 18028784L)]
    [InlineData("https://s3-eu-west-1.amazonaws.com/pfigshare-u-files/18028784/plate.sqlite", 18028784L)]
    [InlineData("https://nih.figshare.com/articles/dataset/Cell_Health/9995672?file=18028784", 18028784L)]
    [InlineData("https://figshare.com/articles/dataset/Cell_Health/9995672", null)]
    [InlineData("https://example.org/files/12x", null)]
    [InlineData("files/12", null)]
    public void The_address_of_a_file_gives_its_id(string url, long? expected) =>
        Assert.Equal(expected, FileAddress.FileIdOf(url));

    [Theory]
    [InlineData("https://figshare.com/files/1?private_link=abc", "abc", "https://figshare.com/files/1")]
    [InlineData("https://figshare.com/files/1?private_link=a%20c&x=1", "a c", "https://figshare.com/files/1?x=1")]
    [InlineData("https://figshare.com/files/1?x=1&token=t", null, "https://figshare.com/files/1?x=1")]
    [InlineData("https://figshare.com/files/1", null, "https://figshare.com/files/1")]
    public void The_key_is_removed_from_an_address(string url, string? key, string rest)
    {
        Assert.Equal(key is null ? null : new FigshareSecret(key), FileAddress.PrivateLinkOf(url));
        Assert.Equal(rest, FileAddress.WithoutSecrets(url));
    }
}
