using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Tests.Csv;

public class ImportCsvTests : CsvTest
{
    [Fact]
    public void Each_record_is_an_object_with_text_properties() => Assert.Equal(
        ["plate=A|id=1", "plate=B|id=007"],
        Import("plate,id\nA,1\nB,007\n"));

    [Theory]
    [InlineData("plate;id\nA,B;1\n", "-Delimiter ';'")]
    [InlineData("plate\tid\nA,B\t1\n", "-Delimiter \"`t\"")]
    [InlineData("plate|id\nA,B|1\n", "'|'")]
    [InlineData("plate id\nA,B 1\n", "-Delimiter ' '")]
    public void Any_character_can_be_the_delimiter(string text, string parameters) =>
        Assert.Equal(["plate=A,B|id=1"], Import(text, parameters));

    [Fact]
    public void Delimiter_can_be_that_of_the_culture()
    {
        System.IO.File.WriteAllText(File, "plate;id\nA;1\n");

        IEnumerable<PSObject> rows = Run("""
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = [cultureinfo]::new('de-DE', $false)
            [cultureinfo]::CurrentCulture.TextInfo.ListSeparator = ';'
            try { Import-Csv $file -UseCulture } finally { [cultureinfo]::CurrentCulture = $before }
            """);

        Assert.Equal(["plate=A|id=1"], rows.Select(Format));
    }

    [Theory]
    [InlineData("\"A,B\",1", "A,B")]
    [InlineData("\"A \"\"B\"\"\",1", "A \"B\"")]
    [InlineData("\"A\nB\",1", "A\nB")]
    [InlineData("\"A\r\nB\r\n\",1", "A\r\nB\r\n")]
    [InlineData("\" A \",1", " A ")]
    [InlineData("  A,1", "A")]
    [InlineData("\"\",1", "")]
    [InlineData(",1", "")]
    [InlineData("'A',1", "'A'")]
    [InlineData("A \"B\",1", "A \"B\"")]
    public void Quoted_fields_are_parsed(string record, string value) =>
        Assert.Equal([$"plate={value}|id=1"], Import("plate,id\n" + record + "\n"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_ending_is_accepted_and_the_last_is_optional(string end) => Assert.Equal(
        ["plate=A|id=1", "plate=B|id=2"],
        Import(string.Join(end, "plate,id", "A,1", "", "B,2")));

    [Fact]
    public void Missing_fields_are_null_and_extra_fields_are_ignored() => Assert.Equal(
        ["plate=A|id=null|size=null", "plate=B|id=2|size=3", "plate=|id=|size=null"],
        Import("plate,id,size\nA\nB,2,3,4\n,\n"));

    [Theory]
    [InlineData("")]
    [InlineData("plate,id")]
    [InlineData("plate,id\n")]
    [InlineData("plate,id\n\n\n")]
    public void File_without_records_gives_no_objects(string text) => Assert.Empty(Import(text));

    [Fact]
    public void Column_names_can_be_given_for_a_file_without_a_header() => Assert.Equal(
        ["a=plate|b=id", "a=A|b=1"],
        Import("plate,id\nA,1\n", "-Header a, b"));

    [Fact]
    public void Columns_without_a_name_are_numbered_with_a_warning()
    {
        var rows = Import("plate,,id,\" \"\nA,1,2,3\nB,4,5,6\n", "", out var warnings);

        Assert.Equal(["plate=A|H1=1|id=2| =3", "plate=B|H1=4|id=5| =6"], rows);
        Assert.Contains("One or more headers were not specified.", Assert.Single(warnings), default);
    }

    [Theory]
    [InlineData("plate,Plate\nA,1\n", "")]
    [InlineData("A,1\n", "-Header id, ID")]
    public void Duplicate_column_names_are_refused(string text, string parameters)
    {
        System.IO.File.WriteAllText(File, text);

        var error = Fail($"Import-Csv $file {parameters}");

        Assert.Contains("is already present", error.Exception.Message, default);
        AssertClosed();
    }

    [Theory]
    [InlineData("#TYPE Way.Plate\nplate\nA\n")]
    [InlineData("#type  Way.Plate \r\nplate\r\nA\r\n")]
    public void Objects_have_the_type_of_the_type_line(string text)
    {
        System.IO.File.WriteAllText(File, text);

        var row = Assert.Single(Run("Import-Csv $file"));

        Assert.Equal("plate=A", Format(row));
        Assert.Equal(["Way.Plate", "CSV:Way.Plate"], row.TypeNames);
    }

    [Theory]
    [InlineData("#TYPE\nplate\nA\n")]
    [InlineData("#Version: 1.0\n#Date: 2026-11-22\nplate\nA\n")]
    [InlineData("#Version: 1.0\n#Fields: plate\nA\n")]
    public void Comments_before_the_header_are_skipped(string text) =>
        Assert.Equal(["plate=A"], Import(text));

    [Fact]
    public void Comment_sign_in_a_record_is_text() =>
        Assert.Equal(["plate=A", "plate=#B"], Import("plate\nA\n#B\n"));

    [Fact]
    public void Several_files_are_read_in_order()
    {
        Folder.Write("a.csv", "plate\nA\n");
        Folder.Write("b.csv", "plate\nB\n");

        Assert.Equal(["plate=A", "plate=B"], Run("'a.csv', 'b.csv' | Import-Csv").Select(Format));
        Assert.Equal(["plate=A", "plate=B"], Run("Import-Csv -LiteralPath a.csv, b.csv").Select(Format));
    }
}
