using System;
using System.Linq;
using FigshareTools.Http;

namespace FigshareTools.Core.Tests.Plates;

public class FigshareSecretTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("***")]
    [InlineData(" *** ")]
    [InlineData("token\r\nX-Injected: 1")]
    [InlineData("to\nken")]
    [InlineData("to\0ken")]
    [InlineData("tökén")]
    [InlineData("token\u200B")]
    public void A_text_that_cannot_be_a_secret_is_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => new FigshareSecret(text));
        Assert.Null(FigshareSecret.TryCreate(text));
    }

    [Fact]
    public void Blanks_around_a_secret_do_not_count() =>
        Assert.Equal("5ecre7", new FigshareSecret(" 5ecre7\r\n").Value);

    [Theory]
    [InlineData("\"abc\"", "\"abc\"")]
    [InlineData("\"a\r\nX-Injected: 1\"", "\"\"")]
    [InlineData("\"a\u0000\"", "\"\"")]
    [InlineData("\"ä\"", "\"\"")]
    public void A_tag_with_a_line_break_adds_no_header(string tag, string sent)
    {
        var spec = new HttpRequestSpec(new Uri("https://a.test"), "*/*") { ETag = tag, Range = new ByteRange(1, 2) };

        using var message = spec.ToMessage();

        Assert.Equal(
            ["Accept", "Accept-Encoding", "If-Range", "Range"],
            message.Headers.Select(header => header.Key).Order(StringComparer.Ordinal));
        Assert.Equal([sent], message.Headers.NonValidated["If-Range"]);
    }
}
