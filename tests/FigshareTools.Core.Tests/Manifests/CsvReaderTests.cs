using System;
using System.Collections.Generic;
using System.IO;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

public class CsvReaderTests
{
    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a,b\n", "a|b")]
    [InlineData("a,b\r\nc,d\r\n", "a|b/c|d")]
    [InlineData("a\rb\r", "a/b")]
    [InlineData("a,,c,", "a||c|")]
    [InlineData(" a , b\t", "a|b")]
    [InlineData("\" a \",\"b,c\"", " a |b,c")]
    [InlineData("\"say \"\"so\"\"\",x", "say \"so\"|x")]
    [InlineData("\"two\r\nlines\",x\ny", "two\r\nlines|x/y")]
    [InlineData("5\" disk,x", "5\" disk|x")]
    [InlineData("  \"a\"  ,b", "a|b")]
    [InlineData("\"a\"b,c", "ab|c")]
    [InlineData("\"\",\"\"\"\"", "|\"")]
    [InlineData("a\n\nb", "a//b")]
    [InlineData("", null)]
    public void Records_are_those_of_RFC_4180(string text, string? expected)
    {
        var reader = new CsvReader(new StringReader(text), ',');
        var records = new List<string>();
        while (reader.Read() is { } record)
        {
            records.Add(string.Join('|', record));
        }

        Assert.Equal(expected, records.Count == 0 ? null : string.Join('/', records));
    }

    [Fact]
    public void A_tab_can_be_the_delimiter() =>
        Assert.Equal(["a b", "", "c"], new CsvReader(new StringReader("a b\t\tc"), '\t').Read()!);

    [Fact]
    public void Line_numbers_count_lines_within_quotes()
    {
        var reader = new CsvReader(new StringReader("a\n\"b\r\nb\nb\",x\nc\n"), ',');
        var lines = new List<int>();
        while (reader.Read() is not null)
        {
            lines.Add(reader.Line);
        }

        Assert.Equal([1, 2, 5], lines);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2_000_000)]
    public void An_unclosed_quote_is_an_error(int rest)
    {
        var text = new StringReader("a,\"b\n" + new string('c', rest) + (rest > 10 ? "\"" : ""));

        Assert.Throws<FormatException>(() => new CsvReader(text, ',').Read());
    }
}
