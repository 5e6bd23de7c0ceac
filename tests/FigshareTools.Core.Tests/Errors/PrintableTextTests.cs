using System;

namespace FigshareTools.Core.Tests.Errors;

public class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("SQ00014610.sqlite", "SQ00014610.sqlite")]
    [InlineData("näme プレート пластина لوحة", "näme プレート пластина لوحة")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("\U0001F9EB", "\U0001F9EB")]
    [InlineData("\u001b[31mred\u001b[0m", @"\u{001B}[31mred\u{001B}[0m")]
    [InlineData("\u001b]0;title\u0007", @"\u{001B}]0;title\u{0007}")]
    [InlineData("\u009b2J", @"\u{009B}2J")]
    [InlineData("\u009d8;;x\u009c", @"\u{009D}8;;x\u{009C}")]
    [InlineData("a\r\nb\tc\0", @"a\u{000D}\u{000A}b\u{0009}c\u{0000}")]
    [InlineData("\u007f\u0085", @"\u{007F}\u{0085}")]
    [InlineData("plate\u202Egnp.exe", @"plate\u{202E}gnp.exe")]
    [InlineData("\u2066a\u2069\u200F\u061C", @"\u{2066}a\u{2069}\u{200F}\u{061C}")]
    [InlineData("a\u200Bb\u2060c\uFEFF\u00AD", @"a\u{200B}b\u{2060}c\u{FEFF}\u{00AD}")]
    [InlineData("a\u2028b\u2029", @"a\u{2028}b\u{2029}")]
    [InlineData("\u3164\u2800", @"\u{3164}\u{2800}")]
    [InlineData("\U000E0041", @"\u{E0041}")]
    public void Characters_that_a_terminal_obeys_or_hides_are_shown_as_numbers(string text, string printable) =>
        Assert.Equal(printable, PrintableText.Of(text));

    [Fact]
    public void Lone_surrogates_are_shown_as_numbers()
    {
        Assert.Equal(@"a\u{D800}b", PrintableText.Of("a\ud800b"));
        Assert.Equal(@"\u{DC00}\u{D800}", PrintableText.Of("\udc00\ud800"));
    }

    [Fact]
    public void A_printable_text_is_not_copied()
    {
        var text = new string('x', 100);

        Assert.Same(text, PrintableText.Of(text));
    }

    [Fact]
    public void Printing_a_printed_text_changes_nothing() =>
        Assert.Equal(PrintableText.Of("a\u202E"), PrintableText.Of(PrintableText.Of("a\u202E")));

    [Fact]
    public void A_text_of_several_lines_keeps_its_lines() =>
        Assert.Equal("a\r\n\tb\\u{001B}c\n", PrintableText.OfLines("a\r\n\tb\u001bc\n"));

    [Fact]
    public void An_exception_prints_its_message_and_its_cause()
    {
        var failure = new FigshareException(
            FigshareErrorId.Unexpected, "a\u001b]0;b\u0007", new InvalidOperationException("c\u202Ed"));

        Assert.Equal(@"a\u{001B}]0;b\u{0007}", failure.Message);
        Assert.Contains(@"c\u{202E}d", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.ToString());
    }
}
