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
    public void File_is_decoded_by_its_byte_order_mark_or_the_parameter(
        string encoding, bool hasMark, string parameters)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var writing = Encoding.GetEncoding(encoding);
        var mark = hasMark ? writing.GetPreamble() : [];
        System.IO.File.WriteAllBytes(File, [.. mark, .. writing.GetBytes(Text)]);

        Assert.Equal(["plate=Zürich–細胞"], Run($"Import-Csv $file {parameters}").Select(Format));
    }

    [Fact]
    public void Regional_code_page_can_be_read()
    {
        System.IO.File.WriteAllBytes(File, [.. "plate\n"u8, 0x96, 0xFC, (byte)'\n']);

        Assert.Equal(["plate=–ü"], Run("Import-Csv $file -Encoding 1252").Select(Format));
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
    public void File_is_encoded_as_requested_by_default_without_a_mark(
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
    public void Appended_records_use_the_encoding_of_the_file(string encoding, string parameters)
    {
        var there = Encoding.GetEncoding(encoding);
        System.IO.File.WriteAllBytes(File, [.. there.GetPreamble(), .. there.GetBytes(Lines("plate", "A"))]);

        Run($"[pscustomobject]@{{ plate = 'Zürich' }} | Export-Csv $file -Append {parameters}");

        byte[] expected = [.. there.GetPreamble(), .. there.GetBytes(Lines("plate", "A", "\"Zürich\""))];
        Assert.Equal(expected, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Unknown_encoding_is_refused() => Assert.StartsWith(
        "ParameterArgumentTransformationError,",
        Fail("Import-Csv $file -Encoding nonsense").FullyQualifiedErrorId, StringComparison.Ordinal);
}
