using System;
using System.Linq;
using FigshareTools.References;

namespace FigshareTools.Core.Tests.References;

public class ReferenceMessageTests
{
    private const string Key = "63fc1ada93e42e388e63";

    [Theory]
    [InlineData("10.5281/zenodo.5748448", "Zenodo")]
    [InlineData("https://zenodo.org/records/5748448", "Zenodo")]
    [InlineData("10.7910/DVN/ABCDEF", "Dataverse")]
    [InlineData("https://dataverse.nl/dataset.xhtml?persistentId=doi:10.34894/ABCDEF", "Dataverse")]
    [InlineData("10.17617/3.AB", "Dataverse")]
    [InlineData("https://data.4tu.nl/datasets/5d4f8a1c-aaaa-bbbb-cccc-0123456789ab", "4TU.ResearchData")]
    [InlineData("10.4121/14763051", "4TU.ResearchData")]
    [InlineData("10.1371/journal.pone.0185809", "PLOS")]
    [InlineData("10.5061/dryad.abc12", "Dryad")]
    public void Another_repository_is_refused_by_name(string pasted, string name)
    {
        var refusal = Assert.Throws<FigshareException>(() => FigshareReference.Parse(pasted));

        Assert.Equal(FigshareErrorId.OtherRepository, refusal.ErrorId);
        Assert.Contains($"{name}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not to Figshare", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_link_alone_is_refused_with_advice() => Assert.Equal(
        "'https://figshare.com/s/…' is a private link, and Figshare does not list the files of a private link for "
        + "programs; open "
        + "it in a browser and give the addresses of its files, each in the form "
        + "https://ndownloader.figshare.com/files/<file id>?private_link=<key>.",
        Assert.Throws<FigshareException>(() => FigshareReference.Parse($"https://figshare.com/s/{Key}")).Message);

    [Theory]
    [InlineData("https://figshare.com/s/" + Key)]
    [InlineData("https://figshare.com/s/" + Key + "?file=x")]
    [InlineData("https://figshare.com/s/" + Key + "/more")]
    [InlineData(Key)]
    [InlineData("s/" + Key)]
    [InlineData("https%3A%2F%2Ffigshare.com%2Fs%2F" + Key)]
    [InlineData("https://ndownloader.figshare.com/files/?private_link=" + Key)]
    [InlineData("https://ndownloader.figshare.com/files/?token=SECRET")]
    [InlineData("https://ndownloader.figshare.com/files/%3Ftoken%3DSECRET")]
    [InlineData("https://ndownloader.figshare.com/files/123;token=SECRET and more")]
    [InlineData("private_link=" + Key)]
    [InlineData("token=SECRET")]
    [InlineData("https://SECRET:SECRET@example.org/x")]
    [InlineData("https://zenodo.org/records/1?token=SECRET")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/other/1/name?X-Amz-Signature=SECRET")]
    public void A_refusal_shows_no_secret(string pasted)
    {
        var shown = Assert.Throws<FigshareException>(() => FigshareReference.Parse(pasted)).Message;

        Assert.DoesNotContain(Key, shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SECRET", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://ndownloader.figshare.com/files/58932628?private_link=" + Key)]
    [InlineData("https://ndownloader.figshare.com/articles/9995672?private_link=" + Key)]
    [InlineData("https://figshare.com/s/" + Key + "?file=46131036")]
    public void A_reference_shows_no_key(string pasted)
    {
        var reference = FigshareReference.Parse(pasted);

        Assert.Equal(Key, reference.PrivateLink);
        Assert.DoesNotContain(Key, reference.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_quotes_one_short_line()
    {
        var message = Assert.Throws<FigshareException>(
            () => FigshareReference.Parse($"plate\r\n{string.Concat(Enumerable.Repeat("x ", 10_000))}")).Message;

        Assert.StartsWith("'plate…x x ", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 0, 400);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("a.")]
    [InlineData("//")]
    [InlineData("/1/")]
    [InlineData("10.1234/")]
    [InlineData("doi:")]
    [InlineData(".v1")]
    [InlineData("%2F")]
    public void Long_text_is_read_in_linear_time(string part)
    {
        // A pattern that needs quadratic time would exceed the time limit of the test.
        foreach (var before in (string[])["", "https://figshare.com/articles/", "10.6084/m9.", "hdl:1/"])
        {
            try
            {
                FigshareReference.Parse(before + string.Concat(Enumerable.Repeat(part, 100_000)) + "!");
            }
            catch (FigshareException)
            {
                // Most of the texts are not references.
            }
        }
    }
}
