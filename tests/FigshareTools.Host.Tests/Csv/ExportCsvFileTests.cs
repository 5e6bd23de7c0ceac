using System;
using System.IO;
using System.Management.Automation;

namespace FigshareTools.Hosting.Tests.Csv;

/// <summary>Export-Csv to an existing file.</summary>
public class ExportCsvFileTests : CsvTest
{
    private const string Plate = "[pscustomobject]@{ id = 2; plate = 'B' }";

    private static readonly string s_before = Lines("plate,id", "A,1");

    public ExportCsvFileTests() => System.IO.File.WriteAllText(File, s_before);

    [Fact]
    public void Existing_file_is_overwritten() => Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate));

    [Fact]
    public void Appended_records_follow_the_columns_of_the_file() =>
        Assert.Equal(s_before + Lines("\"B\",\"2\""), Export(Plate, "-Append"));

    [Fact]
    public void Append_creates_a_missing_file_and_fills_an_empty_one()
    {
        System.IO.File.WriteAllText(File, "");
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-Append"));

        System.IO.File.Delete(File);
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-Append"));
    }

    [Fact]
    public void Append_writes_no_second_type_line()
    {
        System.IO.File.WriteAllText(File, "#TYPE Way.Plate" + Environment.NewLine + s_before);

        Assert.EndsWith(
            Lines("A,1", "\"B\",\"2\""), Export(Plate, "-Append -IncludeTypeInformation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Object_that_lacks_a_column_is_appended_only_with_Force()
    {
        var error = Fail("[pscustomobject]@{ plate = 'B'; size = 3 } | Export-Csv $file -Append");

        Assert.StartsWith(
            "CannotAppendCsvWithMismatchedPropertyNames,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("following column: id.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(s_before, System.IO.File.ReadAllText(File));
        Assert.Equal(
            s_before + Lines("\"B\","), Export("[pscustomobject]@{ plate = 'B'; size = 3 }", "-Append -Force"));
    }

    [Theory]
    [InlineData("-NoClobber")]
    [InlineData("-NoOverwrite")]
    [InlineData("-NoClobber -Force")]
    public void NoClobber_protects_an_existing_file(string parameters)
    {
        var error = Fail($"{Plate} | Export-Csv $file {parameters}");

        Assert.StartsWith("NoClobber,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains(File, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(s_before, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void NoClobber_allows_append_and_new_files()
    {
        Assert.Equal(s_before + Lines("\"B\",\"2\""), Export(Plate, "-Append -NoClobber"));

        System.IO.File.Delete(File);
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-NoClobber"));
    }

    [Fact]
    public void Read_only_file_is_written_with_Force_and_stays_read_only()
    {
        new FileInfo(File).IsReadOnly = true;
        try
        {
            Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-Force"));
            Assert.True(new FileInfo(File).IsReadOnly);
        }
        finally
        {
            new FileInfo(File).IsReadOnly = false;
        }
    }

    [Fact]
    public void File_is_closed_when_the_pipeline_fails()
    {
        Fail($"& {{ {Plate}; throw 'no' }} | Export-Csv $file");

        AssertClosed();
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("$file -UseQuotes Never -QuoteFields id", "CannotSpecifyQuoteFieldsAndUseQuotes")]
    [InlineData("$file -LiteralPath $file", "CannotSpecifyPathAndLiteralPath")]
    [InlineData("", "CannotSpecifyPathAndLiteralPath")]
    [InlineData("$file -Append -NoHeader", "CannotSpecifyBothAppendAndNoHeader")]
    public void Contradictory_parameters_are_refused(string parameters, string errorId)
    {
        var error = Fail($"{Plate} | Export-Csv {parameters}");

        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(s_before, System.IO.File.ReadAllText(File));
    }
}
