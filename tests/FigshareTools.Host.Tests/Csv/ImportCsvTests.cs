using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Tests.Csv;

public class ImportCsvTests : CsvTest
{
    [Fact]
    public void Each_record_is_an_object_with_the_columns_as_text() => Assert.Equal(
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
    public void The_delimiter_can_be_that_of_the_culture()
    {
        System.IO.File.WriteAllText(File, "plate;id\nA;1\n");

        IEnumerable<PSObject> rows = Run("""
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = [cultureinfo]::new('de-DE', $false)
            [cultureinfo]::CurrentCulture.TextInfo.ListSeparator = ';'
            try { Import-Csv $file -UseCulture } finally { [cultureinfo]::CurrentCulture = $before }
            """);

        Assert.Equal(["plate=A|id=1"], rows.Select(Shown));
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
    public void Quotes_hold_a_field_together(string record, string value) =>
        Assert.Equal([$"plate={value}|id=1"], Import("plate,id\n" + record + "\n"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_they_like_and_the_last_need_not(string end) => Assert.Equal(
        ["plate=A|id=1", "plate=B|id=2"],
        Import(string.Join(end, "plate,id", "A,1", "", "B,2")));

    [Fact]
    public void Fields_that_are_missing_are_null_and_those_too_many_go() => Assert.Equal(
        ["plate=A|id=null|size=null", "plate=B|id=2|size=3", "plate=|id=|size=null"],
        Import("plate,id,size\nA\nB,2,3,4\n,\n"));

    [Theory]
    [InlineData("")]
    [InlineData("plate,id")]
    [InlineData("plate,id\n")]
    [InlineData("plate,id\n\n\n")]
    public void A_file_without_records_makes_no_objects(string text) => Assert.Empty(Import(text));

    [Fact]
    public void Names_of_columns_can_be_given_for_a_file_without_a_header() => Assert.Equal(
        ["a=plate|b=id", "a=A|b=1"],
        Import("plate,id\nA,1\n", "-Header a, b"));

    [Fact]
    public void Columns_without_a_name_are_numbered_with_a_warning()
    {
        var rows = Import("plate,,id,\" \"\nA,1,2,3\nB,4,5,6\n", "", out IReadOnlyList<string> warnings);

        Assert.Equal(["plate=A|H1=1|id=2| =3", "plate=B|H1=4|id=5| =6"], rows);
        Assert.Contains("One or more headers were not specified.", Assert.Single(warnings), default);
    }

    [Theory]
    [InlineData("plate,Plate\nA,1\n", "")]
    [InlineData("A,1\n", "-Header id, ID")]
    public void Two_columns_of_one_name_are_refused(string text, string parameters)
    {
        System.IO.File.WriteAllText(File, text);

        ErrorRecord error = Fail($"Import-Csv $file {parameters}");

        Assert.Contains("is already present", error.Exception.Message, default);
        AssertClosed();
    }

    [Theory]
    [InlineData("#TYPE Way.Plate\nplate\nA\n")]
    [InlineData("#type  Way.Plate \r\nplate\r\nA\r\n")]
    public void The_type_a_file_names_is_that_of_its_objects(string text)
    {
        System.IO.File.WriteAllText(File, text);

        PSObject row = Assert.Single(Run("Import-Csv $file"));

        Assert.Equal("plate=A", Shown(row));
        Assert.Equal(["Way.Plate", "CSV:Way.Plate"], row.TypeNames);
    }

    [Theory]
    [InlineData("#TYPE\nplate\nA\n")]
    [InlineData("#Version: 1.0\n#Date: 2026-11-22\nplate\nA\n")]
    [InlineData("#Version: 1.0\n#Fields: plate\nA\n")]
    public void Comments_before_the_header_are_passed_over(string text) =>
        Assert.Equal(["plate=A"], Import(text));

    [Fact]
    public void A_sign_of_a_comment_among_the_records_is_text() =>
        Assert.Equal(["plate=A", "plate=#B"], Import("plate\nA\n#B\n"));

    [Fact]
    public void Several_files_come_one_after_the_other()
    {
        Folder.Write("a.csv", "plate\nA\n");
        Folder.Write("b.csv", "plate\nB\n");

        Assert.Equal(["plate=A", "plate=B"], Run("'a.csv', 'b.csv' | Import-Csv").Select(Shown));
        Assert.Equal(["plate=A", "plate=B"], Run("Import-Csv -LiteralPath a.csv, b.csv").Select(Shown));
    }
}
