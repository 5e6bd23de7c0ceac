using System;
using System.IO;
using System.Management.Automation;

namespace FigshareTools.Hosting.Tests.Csv;

/// <summary>What becomes of a file that is there already.</summary>
public class ExportCsvFileTests : CsvTest
{
    private const string Plate = "[pscustomobject]@{ id = 2; plate = 'B' }";

    private static readonly string s_before = Lines("plate,id", "A,1");

    public ExportCsvFileTests() => System.IO.File.WriteAllText(File, s_before);

    [Fact]
    public void A_file_is_written_over() => Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate));

    [Fact]
    public void What_is_added_follows_the_columns_of_the_file() =>
        Assert.Equal(s_before + Lines("\"B\",\"2\""), Export(Plate, "-Append"));

    [Fact]
    public void Adding_begins_a_file_that_is_empty_or_not_there()
    {
        System.IO.File.WriteAllText(File, "");
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-Append"));

        System.IO.File.Delete(File);
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-Append"));
    }

    [Fact]
    public void Adding_names_no_type_a_second_time()
    {
        System.IO.File.WriteAllText(File, "#TYPE Way.Plate" + Environment.NewLine + s_before);

        Assert.EndsWith(
            Lines("A,1", "\"B\",\"2\""), Export(Plate, "-Append -IncludeTypeInformation"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_lacks_a_column_is_not_added_unless_forced()
    {
        ErrorRecord error = Fail("[pscustomobject]@{ plate = 'B'; size = 3 } | Export-Csv $file -Append");

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
    public void A_file_can_be_protected(string parameters)
    {
        ErrorRecord error = Fail($"{Plate} | Export-Csv $file {parameters}");

        Assert.StartsWith("NoClobber,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains(File, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(s_before, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Protection_does_not_keep_from_adding_or_from_a_new_file()
    {
        Assert.Equal(s_before + Lines("\"B\",\"2\""), Export(Plate, "-Append -NoClobber"));

        System.IO.File.Delete(File);
        Assert.Equal(Lines("\"id\",\"plate\"", "\"2\",\"B\""), Export(Plate, "-NoClobber"));
    }

    [Fact]
    public void A_read_only_file_is_written_by_force_and_stays_read_only()
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
    public void A_file_is_closed_when_the_pipeline_breaks()
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
    public void Parameters_that_contradict_each_other_are_refused(string parameters, string errorId)
    {
        ErrorRecord error = Fail($"{Plate} | Export-Csv {parameters}");

        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(s_before, System.IO.File.ReadAllText(File));
    }
}
