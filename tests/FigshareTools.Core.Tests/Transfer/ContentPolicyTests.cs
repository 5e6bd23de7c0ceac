using FigshareTools.Http;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class ContentPolicyTests
{
    [Theory]
    // name, kind: refused when the media type declares it, when the first bytes show it
    [InlineData("a.sqlite", ContentKind.Html, true, true)]
    [InlineData("a.sqlite", ContentKind.Xml, true, true)]
    [InlineData("a.sqlite", ContentKind.Json, true, true)]
    [InlineData("a.sqlite", ContentKind.Text, true, true)]
    [InlineData("a.sqlite", ContentKind.Other, false, false)]
    [InlineData("a.TIFF", ContentKind.Text, true, true)]
    [InlineData("a.tar.gz", ContentKind.Json, true, true)]
    [InlineData("a.csv", ContentKind.Html, true, true)]
    [InlineData("a.csv", ContentKind.Text, false, false)]
    [InlineData("a.txt", ContentKind.Json, false, false)]
    [InlineData("a.json", ContentKind.Json, false, false)]
    [InlineData("a.json", ContentKind.Html, true, true)]
    [InlineData("a.json", ContentKind.Text, false, false)]
    [InlineData("a.html", ContentKind.Html, false, false)]
    [InlineData("a.svg", ContentKind.Xml, false, false)]
    [InlineData("a.html", ContentKind.Json, true, false)]
    [InlineData("a.unheard-of", ContentKind.Html, true, true)]
    [InlineData("a.unheard-of", ContentKind.Json, true, false)]
    [InlineData("a.unheard-of", ContentKind.Text, false, false)]
    [InlineData("README", ContentKind.Text, false, false)]
    internal void Text_is_refused_under_a_name_that_contradicts_it(
        string name, ContentKind kind, bool isRefusedIfDeclared, bool isRefusedIfSniffed) =>
        Assert.Equal(
            (isRefusedIfDeclared, isRefusedIfSniffed),
            (ContentPolicy.Refuses(name, kind, isDeclared: true), ContentPolicy.Refuses(name, kind, isDeclared: false)));
}
