using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Rows with headings and numbers of other programs, and rows with errors.</summary>
public class RowTests : ModuleTest
{
    private const string Error = "InvalidPlate,FigshareTools.Cmdlets.";

    [Theory]
    [InlineData("Figshare ID", "Plate Name", "Size Bytes")]
    [InlineData("figshare-id", "PLATE-NAME", "size-bytes")]
    [InlineData("FILE ID", "Image Metadata Plate", "SIZE")]
    public void Headings_match_without_case_blanks_and_dashes(string id, string plate, string size)
    {
        Publish(11);

        var outcome = Run(
            "param($i, $p, $s) [pscustomobject]@{ $i = '11'; $p = 'A'; $s = '10000'; 'File Name' = 'a.bin' } | Save-FigsharePlate -Destination $Folder",
            id, plate, size).Clean();

        Assert.Equal(["A"], outcome.Values<string>("Plate"));
        Assert.Equal([Path.Combine(Folder, "a.bin")], outcome.Values<string>("Path"));
    }

    [Theory]
    [InlineData("'11.0'")]
    [InlineData("' 11 '")]
    [InlineData("'\"11\"'")]
    [InlineData("11.0")]
    [InlineData("11")]
    public void A_file_id_is_read_as_other_programs_write_it(string id)
    {
        Publish(11);

        var outcome = Run($"""
            [pscustomobject]@{'{'} id = {id}; name = 'a.bin' {'}'} | Save-FigsharePlate -Destination $Folder
            Save-FigsharePlate {id} -FileName b.bin -Destination $Folder
            """).Clean();

        Assert.Equal([11L, 11L], outcome.Values<long>("FileId"));
    }

    [Theory]
    [InlineData("url")]
    [InlineData("Download URL")]
    [InlineData("download_url")]
    public void An_address_gives_the_file_id(string heading)
    {
        Publish(11);

        var outcome = Run(
            "param($h) [pscustomobject]@{ $h = 'https://ndownloader.figshare.com/files/11'; name = 'a.bin' } | "
            + "Save-FigsharePlate -Destination $Folder", heading).Clean();

        Assert.Equal([11L], outcome.Values<long>("FileId"));
    }

    [Theory]
    [InlineData("id", "'1,234'", "its id is '1,234', which is not an id; write it in digits alone")]
    [InlineData("Figshare ID", "'1,234'", "its Figshare ID is '1,234', which is not an id; write it in digits alone")]
    [InlineData("id", "'1e10'", "its id is '1e10', which is not an id; write it in digits alone")]
    [InlineData("id", "16.8", "its id is '16.8', which is not an id; write it in digits alone")]
    public void A_number_with_separators_or_exponent_is_an_error(string heading, string text, string message)
    {
        var outcome = Run(
            $"param($h) [pscustomobject]@{{ plate = 'A'; $h = {text} }} | Save-FigsharePlate -Destination $Folder", heading);

        var error = Assert.Single(outcome.Errors);
        Assert.Equal(Error + "SaveFigsharePlateCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith($"A (row 1): {message}", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_number_on_the_command_line_is_an_error_with_advice()
    {
        var error = Assert.Single(Run("Save-FigsharePlate '1,234' -Destination $Folder").Errors);

        Assert.Equal(Error + "SaveFigsharePlateCommand", error.FullyQualifiedErrorId);
        Assert.Contains("'1,234' is neither the id of a file", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("written in digits alone", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plate;figshare_id", "its only column is 'plate;figshare_id': save it with commas, or use Import-Csv -Delimiter ';'")]
    [InlineData("plate\tfigshare_id", "save it with commas, or use Import-Csv -Delimiter \"`t\"")]
    public void A_single_column_with_a_delimiter_is_an_error_with_advice(string heading, string message)
    {
        foreach (var cmdlet in new[] { "Save-FigsharePlate -Destination $Folder", "Test-FigsharePlate", "Export-FigshareManifest $Folder/m.csv" })
        {
            var error = RowError(Run($"param($h) [pscustomobject]@{{ $h = 'A;1' }} | {cmdlet}", heading));

            Assert.StartsWith(Error, error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.StartsWith("row 1: ", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Save-FigsharePlate -Destination $Folder", "the file id is missing")]
    [InlineData("Test-FigsharePlate", "the name of the file is missing")]
    [InlineData("Export-FigshareManifest $Folder/m.csv", "the name of the file is missing")]
    public void A_row_without_a_known_column_is_an_error_that_names_its_columns(string cmdlet, string missing)
    {
        var outcome = Run(
            $"[pscustomobject]@{{ note = '' }}, [pscustomobject]@{{ note = 'x'; colour = 'red' }} | {cmdlet}");

        var error = RowError(outcome);
        Assert.StartsWith(Error, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"row 2: its columns are 'note', 'colour'; {missing}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("red", ((PSObject)error.TargetObject).Properties["colour"].Value);
    }

    [Fact]
    public void A_row_without_a_file_id_is_named_by_its_plate()
    {
        var error = Assert.Single(Run(
            "[pscustomobject]@{ 'Plate Name' = 'SQ1'; id = ''; article_id = '4' } | Save-FigsharePlate -Destination $Folder").Errors);

        Assert.StartsWith(
            "SQ1 (row 1): its columns are 'Plate Name', 'id', 'article_id'; the file id is missing", error.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("list the files of article 4 with Get-FigshareManifest", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "'7' has no columns")]
    [InlineData("'plate,figshare_id'", "'plate,figshare_id' has no columns; pipe rows of Import-Csv")]
    [InlineData("@{ FileId = 11 }", "a hashtable has no columns; write [pscustomobject] before its @{")]
    public void An_object_without_columns_is_an_error(string input, string message)
    {
        var error = Assert.Single(Run($"{input} | Test-FigsharePlate -Destination $Folder").Errors);

        Assert.Equal(Error + "TestFigsharePlateCommand", error.FullyQualifiedErrorId);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_without_a_plate_is_an_error_and_no_prompt()
    {
        var error = Assert.Single(Run("Save-FigsharePlate -Destination $Folder").Errors);

        Assert.Equal(Error + "SaveFigsharePlateCommand", error.FullyQualifiedErrorId);
        Assert.Contains("the file id is missing", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Id = 9995672; Title = 'Cell Health' }")]
    [InlineData("[pscustomobject]@{ id = '9995672'; doi = '10.35092/yhjc.9995672' }")]
    [InlineData("[pscustomobject]@{ Id = '9995672'; Url = 'https://figshare.com/articles/dataset/T/9995672' }")]
    [InlineData("[pscustomobject]@{ id = 9995672; url_public_api = 'u' }")]
    [InlineData("[FigshareTools.FigshareArticle]@{ Id = 9995672; Title = 'Cell Health' }")]
    public void An_article_is_refused_by_every_cmdlet(string row)
    {
        foreach (var cmdlet in new[] { "Save-FigsharePlate -Destination $Folder", "Test-FigsharePlate", "Export-FigshareManifest $Folder/m.csv" })
        {
            var outcome = Run($"{row} | {cmdlet}");

            var error = RowError(outcome);
            Assert.StartsWith(Error, error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("article 9995672 is not a file; pipe it through Get-FigshareManifest", error.ToString(),
                StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }

        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void An_exported_list_of_articles_is_refused()
    {
        Publish(11);
        var outcome = Run("""
            [FigshareTools.FigshareArticle]@{ Id = 4; Title = 'Plates'; Url = 'u' } | Export-Csv $Folder/found.csv
            Import-Csv $Folder/found.csv | Save-FigsharePlate -Destination $Folder
            Get-FigshareManifest 4 | Export-FigshareManifest $Folder/plates.csv
            Import-Csv $Folder/plates.csv | Save-FigsharePlate -Destination $Folder
            """);

        Assert.Contains("pipe it through Get-FigshareManifest", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal([11L], outcome.Values<long>("FileId"));
    }

    [Fact]
    public void Empty_rows_are_skipped_without_a_message()
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "m.csv"), "plate,figshare_id,name\nA,11,a.bin\n,,\n,,\n");

        var outcome = Run("""
            Import-Csv $Folder/m.csv | Save-FigsharePlate -Destination $Folder -ArticleId 4
            Import-Csv $Folder/m.csv | Test-FigsharePlate -Destination $Folder -ArticleId 4 -Quiet
            Import-Csv $Folder/m.csv | Export-FigshareManifest $Folder/out.csv
            $null | Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Empty(outcome.Warnings);
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(true, outcome.Output[1].BaseObject);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(Folder, "out.csv")).Length);
    }

    [Fact]
    public void A_row_that_repeats_an_earlier_one_is_a_warning()
    {
        Publish(11);
        const string Rows = "$rows = 1..3 | ForEach-Object { [pscustomobject]@{ id = '11'; name = 'a.bin'; size = 10000; note = $_ } };";

        foreach (var cmdlet in new[] { "Save-FigsharePlate -Destination $Folder", "Test-FigsharePlate -Destination $Folder", "Export-FigshareManifest $Folder/m.csv -PassThru" })
        {
            var outcome = Run($"{Rows} $rows | {cmdlet}").Clean();

            Assert.Single(outcome.Output);
            Assert.Equal(
                ["a.bin (file 11) (row 2) repeats an earlier row and is left out.", "a.bin (file 11) (row 3) repeats an earlier row and is left out."],
                outcome.Warnings);
        }
    }

    [Fact]
    public void Two_files_for_one_name_are_an_error()
    {
        Publish(11);
        Publish(12);

        var outcome = Run("11, 12 | ForEach-Object { [pscustomobject]@{ id = $_; name = 'a.bin'; size = 10000 } } | Save-FigsharePlate -Destination $Folder");

        Assert.StartsWith("DuplicateTarget,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Warnings);
        Assert.Equal([11L], outcome.Values<long>("FileId"));
    }

    [Fact]
    public void Parameters_count_before_columns_for_all_rows()
    {
        Publish(11);

        var outcome = Run("""
            [pscustomobject]@{ id = '11'; name = 'x'; size = 'much'; md5 = 'none' } |
                Save-FigsharePlate -FileName a.bin -Length 10000 -Md5 $args[0] -Destination $Folder
            """, Publish(11).Content.Md5).Clean();

        Assert.Equal([Path.Combine(Folder, "a.bin")], outcome.Values<string>("Path"));
        Assert.Equal(["Md5"], outcome.Texts("Verified"));
    }

    [Fact]
    public void Script_blocks_are_evaluated_for_each_row()
    {
        Publish(11);
        Publish(12);

        var outcome = Run("""
            '11', '1,2' | ForEach-Object { [pscustomobject]@{ id = $_; batch = 'b'; plate = "P$_" } } | Save-FigsharePlate `
                -FileId { [long]($_.id -replace ',') } -Plate { $_.plate -replace ',' } -FileName { "$($_.batch)/$($_.plate).bin" } `
                -Destination $Folder
            """).Clean();

        Assert.Equal(["P11", "P12"], outcome.Values<string>("Plate").Order());
        Assert.Contains(Path.Combine(Folder, "b", "P1,2.bin"), outcome.Values<string>("Path"));
    }

    [Fact]
    public void Rows_with_different_columns_may_follow_each_other()
    {
        for (var id = 11; id <= 14; id++)
        {
            Publish(id);
        }

        var outcome = Run("""
            [pscustomobject]@{ id = '11' }, [pscustomobject]@{ 'Figshare ID' = '12' }, [pscustomobject]@{ id = '13'; md5 = '0' * 32 },
                (Get-FigshareManifest 4 -Include 14*) | Save-FigsharePlate -Destination $Folder
            """);

        Assert.StartsWith("Md5Mismatch,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([11L, 12L, 14L], outcome.Values<long>("FileId").Order());
    }

    /// <summary>The only error of a row. Export-FigshareManifest then has another one: that nothing is written.</summary>
    private static ErrorRecord RowError(ScriptOutcome outcome)
    {
        Assert.All(outcome.Errors.Skip(1), error =>
            Assert.StartsWith("IncompleteManifest,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.InRange(outcome.Errors.Count, 1, 2);
        return outcome.Errors[0];
    }
}
