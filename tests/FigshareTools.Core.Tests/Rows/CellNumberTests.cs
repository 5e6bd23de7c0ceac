using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class CellNumberTests
{
    [Theory]
    [InlineData("18028784", 18028784)]
    [InlineData("18028784.0", 18028784)]
    [InlineData("18028784.", 18028784)]
    [InlineData("  18028784\t", 18028784)]
    [InlineData("\"18028784\"", 18028784)]
    [InlineData("'18028784.0'", 18028784)]
    [InlineData("\u201C18028784\u201D", 18028784)]
    [InlineData("\uFEFF18028784\u00A0", 18028784)]
    [InlineData("999999999999999999", 999999999999999999)]
    [InlineData("007", 7)]
    [InlineData("100", 100)]
    [InlineData("0", 0)]
    [InlineData("0.0", 0)]
    public void Digits_are_read_with_blanks_and_quotes_around_them(string text, long expected)
    {
        Assert.True(CellNumber.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\"\"")]
    public void An_empty_number_is_not_known(string text)
    {
        Assert.True(CellNumber.TryParse(text, out var number));
        Assert.Null(number);
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("1.234.567")]
    [InlineData("1 234")]
    [InlineData("1e10")]
    [InlineData("1.8E+07")]
    [InlineData("16.8")]
    [InlineData("1.50")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("0x10")]
    [InlineData("10KB")]
    [InlineData(".0")]
    [InlineData(".")]
    [InlineData("1..0")]
    [InlineData("9999999999999999999")]
    [InlineData("\u0661")]
    public void Other_texts_are_not_numbers(string text)
    {
        Assert.False(CellNumber.TryParse(text, out var number));
        Assert.Null(number);
    }
}
