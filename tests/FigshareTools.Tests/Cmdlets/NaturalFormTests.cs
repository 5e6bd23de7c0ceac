using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Files, ids and addresses in the places where people write them.</summary>
public class NaturalFormTests : ModuleTest
{
    [Theory]
    [InlineData("Save-FigsharePlate -Path $Folder/plates.csv -Destination $Folder/d")]
    [InlineData("Save-FigsharePlate -Path $Folder/*.csv -Destination $Folder/d")]
    [InlineData("Save-FigsharePlate -LiteralPath $Folder/plates.csv -Destination $Folder/d")]
    public void A_table_is_saved_by_its_path(string line)
    {
        Publish(11);
        Publish(12);
        // A semicolon and a byte order mark, as Excel writes them in many countries.
        File.WriteAllText(
            Path.Combine(Folder, "plates.csv"), "Plate Name;Figshare ID;name;article_id\r\nA;11;a.bin;4\r\nB;12;b.bin;4\r\n",
            new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var outcome = Run(line).Clean();

        Assert.Equal(["A", "B"], outcome.Values<string>("Plate").Order());
        Assert.All(outcome.Texts("Verified"), verified => Assert.Equal("Md5", verified));
    }

    [Fact]
    public void Parameters_count_for_all_rows_of_a_table()
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "[1].csv"), "figshare_id,name\n11,a.bin\n11,a.bin\n");

        var outcome = Run("Save-FigsharePlate -LiteralPath $Folder/[1].csv -ArticleId 4 -Destination $Folder").Clean();

        Assert.Equal(["Md5"], outcome.Texts("Verified"));
        Assert.Contains("repeats an earlier row", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_of_a_table_are_kept()
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"), "name,md5,well\na.bin,6ad898b4dfe1cf822122f25c76cb216a,A01\n");

        var error = Assert.Single(Run("Save-FigsharePlate -Path $Folder/m.csv -Destination $Folder").Errors);

        Assert.Equal("A01", PSObject.AsPSObject(error.TargetObject).Properties["well"].Value);
    }

    [Theory]
    [InlineData("-Path $Folder", "BadPath")]
    [InlineData("-LiteralPath $Folder", "BadPath")]
    [InlineData("-Path $Folder/*.csv", "BadPath")]
    [InlineData("-Path $Folder/none.csv", "BadPath")]
    [InlineData("-LiteralPath $Folder/none.csv", "FileAccess")]
    public void A_path_without_a_manifest_is_an_error(string path, string errorId)
    {
        foreach (var cmdlet in new[] { "Save-FigsharePlate -Destination $Folder", "Get-FigshareManifest" })
        {
            var outcome = Run($"{cmdlet} {path}");

            Assert.StartsWith(errorId + ",", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }
    }

    [Theory]
    [InlineData("Get-FigshareManifest -Path $Folder")]
    [InlineData("Test-FigsharePlate $Folder")]
    public void A_folder_in_place_of_a_file_is_called_a_folder(string line)
    {
        Assert.Contains("it is a folder", Assert.Single(Run(line).Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Save-FigsharePlate 11,12 -Destination $Folder")]
    [InlineData("Save-FigsharePlate -FileId 11, '12.0' -Destination $Folder")]
    [InlineData("11, 12 | Save-FigsharePlate -Destination $Folder")]
    [InlineData("'11', '12' | Save-FigsharePlate -Destination $Folder")]
    [InlineData("Save-FigsharePlate https://ndownloader.figshare.com/files/11, https://figshare.com/ndownloader/files/12 -Destination $Folder")]
    [InlineData("'https://ndownloader.figshare.com/files/11', 'https://figshare.com/ndownloader/files/12' | Save-FigsharePlate -Destination $Folder")]
    public void Ids_and_links_of_files_are_saved(string line)
    {
        Publish(11);
        Publish(12);

        var outcome = Run(line).Clean();

        Assert.Equal([11L, 12L], outcome.Values<long>("FileId").Order());
        Assert.True(File.Exists(Path.Combine(Folder, "12.bin")));
    }

    [Fact]
    public void The_address_of_an_articles_file_gives_its_MD5()
    {
        Publish(11);

        var outcome = Run("Save-FigsharePlate 'https://figshare.com/articles/dataset/T/4?file=11' -Destination $Folder").Clean();

        Assert.Equal(["Md5"], outcome.Texts("Verified"));
    }

    [Fact]
    public void The_key_in_a_link_is_used_but_not_shown()
    {
        var outcome = Run(
            "Save-FigsharePlate 'https://ndownloader.figshare.com/files/77?private_link=63fc1ada93e42e388e63' -Destination $Folder");

        Assert.Contains(Figshare.Log.Snapshot(), request => $"{request}".Contains("63fc1ada93e42e388e63", StringComparison.Ordinal));
        var error = Assert.Single(outcome.Errors);
        Assert.DoesNotContain("63fc1ada", $"{error} {error.TargetObject} {error.Exception}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'plates.csv'", "a table of plates is given with -Path")]
    [InlineData("9995672.v5", "list its files with Get-FigshareManifest")]
    [InlineData("10.35092/yhjc.9995672", "list its files with Get-FigshareManifest")]
    [InlineData("-5", "neither the id of a file nor the address of one")]
    public void A_text_that_names_no_file_is_an_error_with_advice(string text, string advice)
    {
        Publish(11);
        foreach (var line in new[] { $"Save-FigsharePlate -FileId {text}, 11", $"'{text.Trim('\'')}', 11 | Save-FigsharePlate" })
        {
            var outcome = Run($"{line} -Destination $Folder");

            var error = Assert.Single(outcome.Errors);
            Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(advice, error.ToString(), StringComparison.Ordinal);
            Assert.Equal([11L], outcome.Values<long>("FileId"));
        }
    }

    [Theory]
    [InlineData("[IO.FileInfo]::new(\"$Folder/plates.csv\")", "plates.csv is a file on disk")]
    [InlineData("[IO.FileInfo]::new(\"$Folder/a.sqlite\")", "a.sqlite is a file on disk")]
    [InlineData("[IO.Directory]::CreateDirectory(\"$Folder/tables\")", "tables is a folder")]
    public void A_piped_file_is_an_error_that_names_Path(string file, string subject)
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "figshare_id,name\n11,a.bin\n");
        File.WriteAllText(Path.Combine(Folder, "a.sqlite"), "plate");
        var outcome = Run($"{file}, 11 | Save-FigsharePlate -Destination $Folder/d");

        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"{subject}, not a row of a manifest; give a manifest with -Path.", error.ToString());
        Assert.IsAssignableFrom<FileSystemInfo>(PSObject.AsPSObject(error.TargetObject).BaseObject);
        Assert.Equal([11L], outcome.Values<long>("FileId"));
    }

    [Theory]
    [InlineData("Save-FigsharePlate -Destination $Folder -Path $Folder/plates.csv")]
    [InlineData("Test-FigsharePlate -LiteralPath $Folder/a.bin")]
    public void Rows_and_a_path_together_are_refused(string line)
    {
        var outcome = Run($"try {{ [pscustomobject]@{{ id = 11 }} | {line} }} catch {{ throw }}");

        Assert.StartsWith("RowsAndPath,", outcome.Thrown!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_and_several_ids_together_are_an_error()
    {
        var outcome = Run("[pscustomobject]@{ name = 'a.bin' } | Save-FigsharePlate 11, 12 -Destination $Folder");

        Assert.StartsWith("InvalidPlate,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test-FigsharePlate $Folder/a.bin", "a.bin")]
    [InlineData("Test-FigsharePlate $Folder/a.bin, $Folder/b.bin", "a.bin b.bin")]
    [InlineData("Test-FigsharePlate -Path $Folder/*.bin", "[1].bin a.bin b.bin")]
    [InlineData("Test-FigsharePlate $Folder/[1].bin", "")]
    [InlineData("Test-FigsharePlate -LiteralPath $Folder/[1].bin", "[1].bin")]
    public void Files_are_verified_by_their_paths(string line, string expected)
    {
        foreach (var name in new[] { "[1].bin", "a.bin", "b.bin" })
        {
            File.WriteAllText(Path.Combine(Folder, name), "plate");
        }

        var outcome = Run(line);

        Assert.Equal(expected, string.Join(' ', outcome.Values<string>("Path").Select(path => Path.GetFileName(path)).Order()));
        Assert.Equal(expected.Length == 0 ? 1 : 0, outcome.Errors.Count);
    }

    [Fact]
    public void A_missing_path_is_a_result_and_wildcards_without_a_match_an_error()
    {
        var missing = Run("Test-FigsharePlate $Folder/gone.bin").Clean();
        var quiet = Run("Test-FigsharePlate $Folder/*.gone -Quiet");

        Assert.Equal(["Missing"], missing.Texts("Status"));
        Assert.StartsWith("BadPath,", Assert.Single(quiet.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(false, Assert.Single(quiet.Output).BaseObject);
    }

    [Theory]
    [InlineData("Get-FigshareManifest $Folder/plates.csv")]
    [InlineData("Get-FigshareManifest $Folder/pl*.csv")]
    [InlineData("Import-FigshareManifest $Folder/plates.csv")]
    [InlineData("Import-FigshareManifest -Path $Folder/plates.csv")]
    [InlineData("[IO.FileInfo]::new(\"$Folder/plates.csv\") | Get-FigshareManifest")]
    [InlineData("Get-FigshareManifest ([IO.FileInfo]::new(\"$Folder/plates.csv\"))")]
    public void A_manifest_is_read_where_its_path_stands_for_an_item(string line)
    {
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "figshare_id,name\n11,a.bin\n");

        Assert.Equal([11L], Run(line).Clean().Values<long>("FileId"));
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("Get-FigshareManifest $Folder/gone.csv", "FileAccess", "gone.csv")]
    [InlineData("Get-FigshareManifest $Folder/plates.csv -Version 5", "InvalidReference", "leave -Version out")]
    [InlineData("Get-FigshareManifest 4.v1 -Version 2", "InvalidReference", "another version")]
    [InlineData("Get-FigshareManifest 10.6084/m9.figshare.4.v1 -Version 2", "InvalidReference", "another version")]
    public void A_wrong_path_or_version_is_an_error_that_says_so(string line, string errorId, string message)
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "figshare_id,name\n11,a.bin\n");

        var outcome = Run(line);

        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void The_same_version_twice_is_no_contradiction()
    {
        Publish(11);

        Assert.Equal([11L], Run("Get-FigshareManifest 4.v1 -Version 1").Clean().Values<long>("FileId"));
    }
}
