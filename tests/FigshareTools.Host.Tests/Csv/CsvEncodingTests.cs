using System;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Tests.Csv;

public class CsvEncodingTests : CsvTest
{
    private const string Text = "plate\nZürich–細胞\n";

    [Theory]
    [InlineData("utf-8", false, "")]
    [InlineData("utf-8", true, "")]
    [InlineData("utf-16", true, "")]
    [InlineData("utf-16BE", true, "")]
    [InlineData("utf-32", true, "")]
    [InlineData("utf-8", true, "-Encoding ascii")]
    [InlineData("utf-16", false, "-Encoding unicode")]
    [InlineData("utf-16BE", false, "-Encoding BigEndianUnicode")]
    [InlineData("utf-32BE", false, "-Encoding bigendianutf32")]
    [InlineData("utf-8", false, "-Encoding 65001")]
    [InlineData("gb18030", false, "-Encoding gb18030")]
    [InlineData("gb18030", false, "-Encoding 54936")]
    [InlineData("utf-16", false, "-Encoding ([Text.Encoding]::Unicode)")]
    public void A_file_is_read_by_its_mark_or_else_as_it_is_said(string encoding, bool hasMark, string parameters)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var writing = Encoding.GetEncoding(encoding);
        var mark = hasMark ? writing.GetPreamble() : [];
        System.IO.File.WriteAllBytes(File, [.. mark, .. writing.GetBytes(Text)]);

        Assert.Equal(["plate=Zürich–細胞"], Run($"Import-Csv $file {parameters}").Select(Shown));
    }

    [Fact]
    public void A_code_page_of_old_programs_can_be_read()
    {
        System.IO.File.WriteAllBytes(File, [.. "plate\n"u8, 0x96, 0xFC, (byte)'\n']);

        Assert.Equal(["plate=–ü"], Run("Import-Csv $file -Encoding 1252").Select(Shown));
    }

    [Theory]
    [InlineData("", "utf-8", false)]
    [InlineData("-Encoding utf8", "utf-8", false)]
    [InlineData("-Encoding utf8NoBOM", "utf-8", false)]
    [InlineData("-Encoding UTF8BOM", "utf-8", true)]
    [InlineData("-Encoding unicode", "utf-16", true)]
    [InlineData("-Encoding bigendianunicode", "utf-16BE", true)]
    [InlineData("-Encoding utf32", "utf-32", true)]
    [InlineData("-Encoding iso-8859-1", "iso-8859-1", false)]
    public void A_file_is_written_as_it_is_said_and_without_a_mark_unless_told(
        string parameters, string encoding, bool hasMark)
    {
        Run($"[pscustomobject]@{{ plate = 'Zürich' }} | Export-Csv $file {parameters}");

        var reading = Encoding.GetEncoding(encoding);
        var mark = hasMark ? reading.GetPreamble() : [];
        byte[] expected = [.. mark, .. reading.GetBytes(Lines("\"plate\"", "\"Zürich\""))];
        Assert.Equal(expected, System.IO.File.ReadAllBytes(File));
    }

    [Theory]
    [InlineData("utf-16", "")]
    [InlineData("utf-8", "-Encoding unicode")]
    public void What_is_added_is_encoded_like_what_is_there_and_has_no_second_mark(string encoding, string parameters)
    {
        var there = Encoding.GetEncoding(encoding);
        System.IO.File.WriteAllBytes(File, [.. there.GetPreamble(), .. there.GetBytes(Lines("plate", "A"))]);

        Run($"[pscustomobject]@{{ plate = 'Zürich' }} | Export-Csv $file -Append {parameters}");

        byte[] expected = [.. there.GetPreamble(), .. there.GetBytes(Lines("plate", "A", "\"Zürich\""))];
        Assert.Equal(expected, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void An_encoding_nobody_knows_is_refused() => Assert.StartsWith(
        "ParameterArgumentTransformationError,",
        Fail("Import-Csv $file -Encoding nonsense").FullyQualifiedErrorId, StringComparison.Ordinal);
}
