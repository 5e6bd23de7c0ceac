using System;
using System.Linq;
using FigshareTools.Core.Tests.Manifests;
using FigshareTools.References;

namespace FigshareTools.Core.Tests.Hostile;

/// <summary>A private link whose key was lost is an error. A key that was not lost is in no manifest.</summary>
public class PrivateLinkTests : ManifestTest
{
    private const string Key = "63fc1ada93e42e388e63";

    [Theory]
    [InlineData("FileId,PrivateLink\n7,***\n8,\n", "plates.csv", "line 2")]
    [InlineData("FileId\tUrl\n7\thttps://figshare.com/files/7?private_link=***\n8\t\n", "plates.tsv", "line 2")]
    [InlineData("""[{"FileId":7,"PrivateLink":"***"},{"FileId":8,"PrivateLink":null}]""", "plates.json", "entry 1")]
    public void A_manifest_that_hides_a_key_is_an_error_for_its_row_only(string content, string name, string place)
    {
        var entries = Entries(content, name);

        Assert.Equal([null, 8], entries.Select(entry => entry.Plate?.FileId));
        Assert.Equal(FigshareErrorId.InvalidPlate, entries[0].Problem!.ErrorId);
        Assert.Contains($"{place}: the key of its private link is hidden", entries[0].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ndownloader.figshare.com/files/7?private_link=***")]
    [InlineData("https://ndownloader.figshare.com/files/7?private_link=%20")]
    [InlineData("https://ndownloader.figshare.com/files/7?private_link=a%0d%0ab")]
    [InlineData("https://figshare.com/s/***?file=7")]
    public void An_address_without_a_usable_key_is_an_invalid_reference(string address)
    {
        var failure = Assert.Throws<FigshareException>(() => FigshareReference.Parse(address));

        Assert.Equal(FigshareErrorId.InvalidReference, failure.ErrorId);
        Assert.Contains("has a private link whose key is hidden", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_an_address_of_the_API_is_used_but_not_written()
    {
        var plate = Plate($$"""
            {"id":4,"size":3,"files":[{"id":7,"name":"a.bin","size":3,
             "download_url":"https://ndownloader.figshare.com/files/7?private_link={{Key}}"}]}
            """, "article.json");

        Assert.Equal(new FigshareSecret(Key), plate.PrivateLink);
        Assert.Equal("https://ndownloader.figshare.com/files/7", plate.DownloadUrl);
        Assert.DoesNotContain(Key, plate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.figshare.com.evil.example/v2/articles/7")]
    [InlineData("https://api.figshare.com@evil.example/articles/7")]
    [InlineData("https://evilfigshare.com/articles/7")]
    [InlineData("https://figshare.com.evil.example/articles/dataset/x/7")]
    [InlineData("https://figsh\u0430re.com/articles/7")]
    public void A_look_alike_of_Figshare_has_to_be_confirmed_by_the_API(string address) =>
        Assert.NotNull(FigshareReference.Parse(address).Host);
}
