using FigshareTools.References;

namespace FigshareTools.Core.Tests.References;

/// <summary>Every form of a reference, and how it is read. [k] is the key of a private link.</summary>
public class ReferenceFormTests
{
    private const string Key = "63fc1ada93e42e388e63";

    [Theory]

    // Ids
    [InlineData("9995672", "article 9995672")]
    [InlineData("9995672/3", "article 9995672 version 3")]
    [InlineData("9995672.v3", "article 9995672 version 3")]
    [InlineData("9995672.V3", "article 9995672 version 3")]
    [InlineData(" \t9995672.v3\r\n", "article 9995672 version 3")]
    [InlineData("\uFEFF9995672\u200B", "article 9995672")]
    [InlineData("999999999999999999", "article 999999999999999999")]
    [InlineData("0", "InvalidReference")]
    [InlineData("-1", "InvalidReference")]
    [InlineData("09995672", "InvalidReference")]
    [InlineData("9995672.5", "InvalidReference")]
    [InlineData("9995672/0", "InvalidReference")]
    [InlineData("9995672.v0", "InvalidReference")]
    [InlineData("9995672.v99999", "InvalidReference")]
    [InlineData("9995672 3", "InvalidReference")]
    [InlineData("9995672\n3", "InvalidReference")]
    [InlineData("９９９５６７２", "InvalidReference")]
    [InlineData("٩٩٩٥٦٧٢", "InvalidReference")]
    [InlineData("9999999999999999999", "InvalidReference")]
    [InlineData("99999999999999999999999999999999999999999999", "InvalidReference")]

    // Pages of articles
    [InlineData("https://figshare.com/articles/dataset/Title/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/Title/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/_/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/Title/9995672/3", "article 9995672 version 3")]
    [InlineData("https://figshare.com/articles/9995672/3", "article 9995672 version 3")]
    [InlineData("https://figshare.com/articles/dataset/Title/9995672?file=18506036", "file 18506036 of article 9995672")]
    [InlineData("https://figshare.com/articles/T/9995672/3?file=18506036", "file 18506036 of article 9995672 version 3")]
    [InlineData("https://figshare.com/articles/dataset/9995672?x=1&file=18506036#top", "file 18506036 of article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/T/9995672?file=", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/T/9995672?file=all", "InvalidReference")]
    [InlineData("https://figshare.com/account/articles/9995672", "article 9995672")]
    [InlineData("https://figshare.com/account/projects/64916/articles/9995672", "article 9995672")]
    [InlineData("https://nih.figshare.com/articles/dataset/Cell_Health_-_Cell_Painting_Single_Cell_Profiles/9995672",
        "article 9995672")]
    [InlineData("https://springernature.figshare.com/articles/dataset/T/9995672/5?backTo=/collections/T/4362224",
        "article 9995672 version 5")]
    [InlineData("http://figshare.com/articles/dataset/Title/9995672", "article 9995672")]
    [InlineData("HTTPS://WWW.FIGSHARE.COM/ARTICLES/DATASET/TITLE/9995672", "article 9995672")]
    [InlineData("figshare.com/articles/dataset/Title/9995672", "article 9995672")]
    [InlineData("www.figshare.com/articles/dataset/Title/9995672/", "article 9995672")]
    [InlineData("https://figshare.com./articles//dataset/Title/9995672//", "article 9995672")]
    [InlineData("https://figshare.com:443/articles/dataset/Title/9995672/3/#files", "article 9995672 version 3")]
    [InlineData("<https://figshare.com/articles/dataset/Title/9995672>.", "article 9995672")]
    [InlineData("\"https://figshare.com/articles/dataset/Title/9995672\"", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/%E7%94%B0%20%2F%3F/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/Ti tle/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/2019/9995672", "article 9995672")]
    [InlineData("https://figshare.com/articles/dataset/2019/9995672/3", "article 9995672 version 3")]
    [InlineData("https://figshare.com/articles/dataset/Title/９９９５６７２", "InvalidReference")]
    [InlineData("https://figshare.com/articles/dataset/Title/9999999999999999999", "InvalidReference")]
    [InlineData("https://figshare.com/articles/dataset/Title", "InvalidReference")]
    [InlineData("https://figshare.com/authors/Leonardo_Uieda/97471", "InvalidReference")]
    [InlineData("https://figshare.com/", "InvalidReference")]
    [InlineData("ftp://figshare.com/articles/dataset/Title/9995672", "InvalidReference")]

    // Domains of institutions
    [InlineData("https://rdr.ucl.ac.uk/articles/dataset/Title/9995672", "article 9995672 on rdr.ucl.ac.uk")]
    [InlineData("https://WWW.KiltHub.CMU.edu/articles/Title/9995672/3", "article 9995672 version 3 on kilthub.cmu.edu")]
    [InlineData("data.dtu.dk/articles/dataset/T/9995672?file=5", "file 5 of article 9995672 on data.dtu.dk")]
    [InlineData("https://bridges.monash.edu/collections/Title/4362224", "collection 4362224 on bridges.monash.edu")]
    [InlineData("https://orda.shef.ac.uk/projects/Title/64916", "project 64916 on orda.shef.ac.uk")]
    [InlineData("https://bridges.monash.edu/ndownloader/files/14260568", "file 14260568")]
    [InlineData("https://figshare.com@example.org/articles/dataset/T/9995672", "article 9995672 on example.org")]
    [InlineData("https://figshare.com.example.org/articles/T/9995672", "article 9995672 on figshare.com.example.org")]
    [InlineData("https://notfigshare.com/articles/T/9995672", "article 9995672 on notfigshare.com")]
    [InlineData("https://figshаre.com/articles/T/9995672", "article 9995672 on xn--figshre-6fg.com")]
    [InlineData("https://example.org/files/123", "InvalidReference")]
    [InlineData("https://example.org/9995672", "InvalidReference")]
    [InlineData("C:\\plates\\9995672", "InvalidReference")]

    // Files
    [InlineData("https://ndownloader.figshare.com/files/123", "file 123")]
    [InlineData("https://figshare.com/ndownloader/files/123", "file 123")]
    [InlineData("https://nih.figshare.com/ndownloader/files/123", "file 123")]
    [InlineData("https://figshare.com/files/123", "file 123")]
    [InlineData("https://api.figshare.com/v2/file/download/123", "file 123")]
    [InlineData("https://ndownloader.figshare.com/files/123/name.tgz", "file 123")]
    [InlineData("https://ndownloader.figshare.com/files/123/preview/456/thumb.png", "file 123")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/pfigshare-u-files/123/name?X-Amz-Signature=abc", "file 123")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/other/123/name", "InvalidReference")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/files/123/name", "InvalidReference")]
    [InlineData("ndownloader.figshare.com/files/123?token=secret", "file 123")]
    [InlineData("https://ndownloader.figshare.com/files/58932628?private_link=" + Key, "file 58932628 with [k]")]
    [InlineData("https://ndownloader.figshare.com/files/", "InvalidReference")]
    [InlineData("https://ndownloader.figshare.com/files/0", "InvalidReference")]

    // The API's addresses and whole-item downloads
    [InlineData("https://api.figshare.com/v2/articles/9995672", "article 9995672")]
    [InlineData("https://api.figshare.com/v2/account/articles/9995672", "article 9995672")]
    [InlineData("https://api.figshare.com/v2/articles/9995672/versions/3", "article 9995672 version 3")]
    [InlineData("https://api.figshare.com/v2/articles/9995672/versions", "article 9995672")]
    [InlineData("https://api.figshare.com/v2/articles/9995672/files?page=2", "article 9995672")]
    [InlineData("https://api.figshare.com/v2/articles/9995672/files/123", "file 123 of article 9995672")]
    [InlineData("https://api.figshare.com/v2/articles/9995672/versions/3/files", "article 9995672 version 3")]
    [InlineData("https://api.figshare.com/v3/items/9995672", "article 9995672")]
    [InlineData("https://api.figshare.com/v2/collections/4362224/versions/1", "collection 4362224 version 1")]
    [InlineData("https://api.figshare.com/v2/collections/4362224/articles", "collection 4362224")]
    [InlineData("https://api.figshare.com/v2/projects/64916/articles", "project 64916")]
    [InlineData("https://api.figshare.com/v2/articles", "InvalidReference")]
    [InlineData("https://figshare.com/ndownloader/articles/9995672/versions/1", "article 9995672 version 1")]
    [InlineData("https://ndownloader.figshare.com/articles/9995672?private_link=" + Key, "article 9995672 with [k]")]

    // Collections and projects
    [InlineData("https://figshare.com/collections/Title/4362224/1", "collection 4362224 version 1")]
    [InlineData("https://springernature.figshare.com/collections/Title/4362224", "collection 4362224")]
    [InlineData("https://figshare.com/projects/Title/64916", "project 64916")]
    [InlineData("https://figshare.com/projects/2019/64916/", "project 64916")]

    // Private links
    [InlineData("https://figshare.com/s/" + Key, "PrivateLinkNeedsFiles")]
    [InlineData("figshare.com/s/" + Key + "/", "PrivateLinkNeedsFiles")]
    [InlineData("https://figshare.com/s/anything", "PrivateLinkNeedsFiles")]
    [InlineData("https://rdr.ucl.ac.uk/s/" + Key, "PrivateLinkNeedsFiles")]
    [InlineData("https://figshare.com/s/" + Key + "?file=46131036", "file 46131036 with [k]")]
    [InlineData("https://www.dropbox.com/s/k3y/plates.zip", "InvalidReference")]

    // DOIs
    [InlineData("10.6084/m9.figshare.14763051", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("10.6084/m9.figshare.14763051.v1", "DOI 10.6084/m9.figshare.14763051 version 1")]
    [InlineData("doi:10.6084/m9.figshare.14763051.v1", "DOI 10.6084/m9.figshare.14763051 version 1")]
    [InlineData("DOI: 10.6084/m9.figshare.14763051.", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("doi 10.6084/m9.figshare.14763051", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("https://doi.org/10.6084/m9.figshare.14763051.v12", "DOI 10.6084/m9.figshare.14763051 version 12")]
    [InlineData("http://dx.doi.org/10.6084/m9.figshare.14763051", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("doi.org/10.6084/m9.figshare.14763051/", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("HTTPS://WWW.DOI.ORG/10.6084/M9.FIGSHARE.14763051.V1", "DOI 10.6084/M9.FIGSHARE.14763051 version 1")]
    [InlineData("https://doi.org/10.6084%2Fm9.figshare.14763051?x=1#y", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("<https://doi.org/10.6084/m9.figshare.14763051>", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("10.35092/yhjc.9995672", "DOI 10.35092/yhjc.9995672")]
    [InlineData("10.35092/yhjc.9995672.v5", "DOI 10.35092/yhjc.9995672 version 5")]
    [InlineData("10.25375/uct.16738333.v1", "DOI 10.25375/uct.16738333 version 1")]
    [InlineData("10.1184/r1/6475457", "DOI 10.1184/r1/6475457")]
    [InlineData("10.25959/23222318", "DOI 10.25959/23222318")]
    [InlineData("10.15131/shef.data.25233514.v1", "DOI 10.15131/shef.data.25233514 version 1")]
    [InlineData("10.25446/oxford.21181045.v1", "DOI 10.25446/oxford.21181045 version 1")]
    [InlineData("10.57912/23889615.v1", "DOI 10.57912/23889615 version 1")]
    [InlineData("10.25394/pgs.12214796.v1", "DOI 10.25394/pgs.12214796 version 1")]
    [InlineData("10.6084/m9.figshare.c.4362224.v1", "DOI 10.6084/m9.figshare.c.4362224 version 1")]
    [InlineData("10.25384/sage.c.5183541.v1", "DOI 10.25384/sage.c.5183541 version 1")]
    [InlineData("10.6084/m9.figshare.c.3691663_d31.v1", "DOI 10.6084/m9.figshare.c.3691663_d31 version 1")]
    [InlineData("10.6084/", "InvalidReference")]
    [InlineData("https://doi.org/10.6084", "InvalidReference")]
    [InlineData("10.6084/m9.figshare.14763051 and more", "InvalidReference")]
    [InlineData("10.６０８４/m9.figshare.14763051", "InvalidReference")]

    // Handles
    [InlineData("111184/figshare.1234", "handle 111184/figshare.1234")]
    [InlineData("hdl:2134/12345", "handle 2134/12345")]
    [InlineData("https://hdl.handle.net/2134/12?show=full", "handle 2134/12")]
    [InlineData("http://hdl.handle.net/10.6084/m9.figshare.14763051", "DOI 10.6084/m9.figshare.14763051")]
    [InlineData("20.500.12345/abc-1", "handle 20.500.12345/abc-1")]
    [InlineData("hdl:2134/12345 and more", "InvalidReference")]
    [InlineData("2134/12345", "handle 2134/12345")]

    // Other repositories
    [InlineData("https://zenodo.org/records/5748448", "OtherRepository")]
    [InlineData("10.5281/zenodo.5748448", "OtherRepository")]
    [InlineData("https://doi.org/10.7910/DVN/ABCDEF", "OtherRepository")]
    [InlineData("https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/ABCDEF", "OtherRepository")]
    [InlineData("10.17617/3.AB", "OtherRepository")]
    [InlineData("10.4121/14763051.v1", "OtherRepository")]
    [InlineData("https://data.4tu.nl/articles/dataset/Title/12345678/1", "OtherRepository")]
    [InlineData("10.1371/journal.pone.0185809", "OtherRepository")]
    [InlineData("10.1371/journal.pone.0185809.s001", "DOI 10.1371/journal.pone.0185809.s001")]
    [InlineData("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0185809", "OtherRepository")]
    [InlineData("10.5061/dryad.abc12", "OtherRepository")]
    [InlineData("datadryad.org/stash/dataset/doi:10.5061/dryad.abc12", "OtherRepository")]
    [InlineData("https://plos.figshare.com/articles/dataset/T/9995672", "article 9995672")]

    // Texts that are not references
    [InlineData("", "InvalidReference")]
    [InlineData("  ", "InvalidReference")]
    [InlineData("SQ00014610.sqlite", "InvalidReference")]
    [InlineData("https://", "InvalidReference")]
    [InlineData("Cell Health", "InvalidReference")]
    public void Is_read_as(string pasted, string expected) => Assert.Equal(expected, Read(pasted));

    private static string Read(string pasted)
    {
        try
        {
            var reference = FigshareReference.Parse(pasted);
            var name = reference is FigshareReference.Doi { Version: { } version } doi
                ? $"DOI {doi.Name} version {version}"
                : reference.ToString();
            return name
                + (reference.Host is { } host ? $" on {host}" : "")
                + (reference.PrivateLink is { } key ? $" with {key.Replace(Key, "[k]")}" : "");
        }
        catch (FigshareException e)
        {
            return e.ErrorId.ToString();
        }
    }
}
