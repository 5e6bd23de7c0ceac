using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class SaveFigsharePlateTests : ModuleTest
{
    [Fact]
    public void Rows_of_a_CSV_become_plates_on_disk()
    {
        Publish(11);
        Publish(12);
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "plate,figshare_id,article_id,note\n007,11,4,x\nSQ8,12,4,\n");

        var outcome = Run("""
            [IO.File]::ReadAllLines("$Folder/plates.csv") | ForEach-Object { , $_.Split(',') } |
                ForEach-Object { if ($_[0] -ne 'plate') { [pscustomobject]@{ plate = $_[0]; figshare_id = $_[1]; article_id = $_[2]; note = $_[3] } } } |
                ForEach-Object { $_.plate += '.bin'; [pscustomobject]@{ Barcode = $_.plate.Replace('.bin', ''); name = $_.plate; figshare_id = $_.figshare_id; article_id = $_.article_id; note = $_.note } } |
                Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal(["007", "SQ8"], outcome.Texts("Plate").Order());
        Assert.All(outcome.Texts("Verified"), verified => Assert.Equal("Md5", verified));
        Assert.All(outcome.Texts("Status"), status => Assert.Equal("Downloaded", status));
        Assert.All(outcome.Output, result => Assert.Equal(result.Properties["Path"].Value, result.Properties["PSPath"].Value));
        Assert.True(File.Exists(Path.Combine(Folder, "007.bin")));
    }

    [Theory]
    [InlineData("FileId", "figshare_id", "FigshareId", "file_id", "Id", "ID")]
    public void Every_heading_of_a_file_id_binds(params string[] headings)
    {
        foreach (var (heading, index) in headings.Select((heading, index) => (heading, index)))
        {
            Publish(11);
            var outcome = Run(
                "param($h, $n) [pscustomobject]@{ $h = '11'; name = $n } | Save-FigsharePlate -Destination $Folder",
                heading, $"{index}.bin").Clean();
            Assert.Equal([11L], outcome.Values<long>("FileId"));
        }
    }

    [Theory]
    [InlineData("Plate")]
    [InlineData("Assay_Plate_Barcode")]
    [InlineData("Metadata_Plate")]
    [InlineData("Image_Metadata_Plate")]
    [InlineData("Plate_Name")]
    [InlineData("PlateId")]
    [InlineData("Barcode")]
    public void Every_heading_of_a_label_binds_and_stays_text(string heading)
    {
        Publish(11);

        var outcome = Run(
            "param($h) [pscustomobject]@{ $h = '0012'; id = '11'; name = 'a.bin' } | Save-FigsharePlate -Destination $Folder",
            heading).Clean();

        Assert.Equal(["0012"], outcome.Values<string>("Plate"));
    }

    [Theory]
    [InlineData("size", "Length")]
    [InlineData("size_bytes", "Length")]
    [InlineData("computed_md5", "Md5")]
    [InlineData("supplied_md5", "Md5")]
    [InlineData("checksum", "Md5")]
    [InlineData("Md5", "Md5")]
    public void Headings_of_length_and_MD5_are_expectations(string heading, string property)
    {
        Publish(11);
        var wrong = property == "Length" ? "9999" : new string('0', 32);

        var outcome = Run(
            "param($h, $v) [pscustomobject]@{ id = '11'; name = 'a.bin'; $h = $v } | Save-FigsharePlate -Destination $Folder",
            heading, wrong);

        Assert.StartsWith(
            property == "Length" ? "LengthMismatch," : "Md5Mismatch,", Assert.Single(outcome.Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_cells_are_unknown_values()
    {
        Publish(11);

        var outcome = Run("""
            [pscustomobject]@{ id = '11'; plate = ''; name = ''; size = ''; md5 = ''; article_id = ''; checksum = '' } |
                Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal([Path.Combine(Folder, "11.bin")], outcome.Values<string>("Path"));
        Assert.Equal(["None"], outcome.Texts("Verified"));
    }

    [Fact]
    public void A_plate_with_an_empty_label_has_a_progress_bar()
    {
        Publish(11);
        using var hold = Figshare.Faults.HoldBodies();
        using var shell = Session.Create();
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            if (shell.Streams.Progress[added.Index].Activity == "file 11")
            {
                hold.Release();
            }
        };

        shell.AddScript("[pscustomobject]@{ id = '11'; plate = '' } | Save-FigsharePlate -Destination $Folder").Invoke();

        Assert.False(shell.HadErrors);
    }

    [Theory]
    [InlineData("@{ id = '11'; name = 'a.bin'; computed_md5 = ''; supplied_md5 = '00000000000000000000000000000000' }")]
    [InlineData("@{ id = '11'; name = 'a.bin'; md5 = ''; checksum = '00000000000000000000000000000000' }")]
    [InlineData("@{ id = '11'; name = 'a.bin'; computed_md5 = $null; checksum = '00000000000000000000000000000000' }")]
    public void An_empty_column_does_not_hide_the_MD5_of_the_next(string row)
    {
        Publish(11);

        var outcome = Run($"[pscustomobject]{row} | Save-FigsharePlate -Destination $Folder");

        Assert.StartsWith("Md5Mismatch,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ id = '11'; size = '16.777.216' }", "size is '16.777.216'")]
    [InlineData("@{ id = '11'; size = '16.8' }", "size is '16.8'")]
    [InlineData("@{ id = '11.4' }", "id is '11.4'")]
    [InlineData("@{ id = '11'; Length = '10KB' }", "Length is '10KB'")]
    public void An_invalid_number_is_an_error(string row, string expected)
    {
        Publish(11);

        var error = Assert.Single(Run($"[pscustomobject]{row} | Save-FigsharePlate -Destination $Folder").Errors);

        Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void A_location_outside_the_file_system_is_refused()
    {
        Publish(11);

        var outcome = Run("""
            $null = $ExecutionContext.SessionState.Path.PushCurrentLocation('here')
            $null = $ExecutionContext.SessionState.Path.SetLocation('Env:')
            try { Save-FigsharePlate 11 } catch { throw } finally { $null = $ExecutionContext.SessionState.Path.PopLocation('here') }
            """);

        Assert.StartsWith("BadDestination,", outcome.Thrown!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_target_of_a_failed_plate_can_be_saved_again()
    {
        Publish(11);
        var gone = Publish(12);
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 12 });

        var outcome = Run("""
            $rows = 11, 12 | ForEach-Object { [pscustomobject]@{ id = $_; plate = "P$_"; name = "P$_.bin" } }
            $rows | Save-FigsharePlate -Destination $Folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed
            $failed.TargetObject | Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal(3, outcome.Output.Count);
        var error = Assert.IsType<ErrorRecord>(outcome.Output[1].BaseObject);
        Assert.Equal("NotFound,FigshareTools.Cmdlets.SaveFigsharePlateCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.StartsWith("P12 (file 12): ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("P12", outcome.Output[2].Properties["Plate"].Value);
        Assert.Equal(gone.Content.Length, new FileInfo(Path.Combine(Folder, "P12.bin")).Length);
    }

    [Fact]
    public void A_row_without_a_file_id_is_one_error()
    {
        Publish(11);

        var outcome = Run("""
            [pscustomobject]@{ plate = 'none' }, [pscustomobject]@{ id = 'x'; plate = 'text' }, [pscustomobject]@{ id = '11'; name = 'a.bin' } |
                Save-FigsharePlate -Destination $Folder
            """);

        Assert.Equal(2, outcome.Errors.Count);
        Assert.Equal([11L], outcome.Values<long>("FileId"));
    }

    [Fact]
    public void WhatIf_sends_no_request_and_creates_nothing()
    {
        Publish(11);

        Run("Save-FigsharePlate 11 -Destination $Folder/new -WhatIf; Save-FigsharePlate 11 -Destination $Folder/new -WhatIf:$true").Clean();

        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void Switches_that_are_false_are_off()
    {
        Publish(11);
        Run("Save-FigsharePlate 11 -Destination $Folder").Clean();

        Assert.Equal(["Skipped"],
            Run("Save-FigsharePlate 11 -Destination $Folder -Force:$false -Checksum:$false").Clean().Texts("Status"));
        Assert.Equal(["Downloaded"], Run("Save-FigsharePlate 11 -Destination $Folder -Force").Clean().Texts("Status"));
    }

    [Theory]
    [InlineData("Env:/x")]
    [InlineData("nodrive:/x")]
    [InlineData("$Folder/file/below")]
    public void A_bad_destination_ends_the_cmdlet_before_any_request(string destination)
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "file"), "");

        var outcome = Run($"try {{ Save-FigsharePlate 11 -Destination \"{destination}\" }} catch {{ throw }}");

        Assert.StartsWith("BadDestination,", outcome.Thrown!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("-ApiUri ftp://example.org")]
    [InlineData("-DownloadUri figshare")]
    public void An_invalid_address_ends_the_cmdlet(string parameter)
    {
        var outcome = Run($"try {{ Save-FigsharePlate 11 -Destination $Folder {parameter} }} catch {{ throw }}");

        Assert.StartsWith("BadUri,", outcome.Thrown!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Destinations_are_literal_PowerShell_paths()
    {
        Publish(11);
        Directory.CreateDirectory(Path.Combine(Folder, "1"));

        var outcome = Run("""
            $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
            $null = $ExecutionContext.SessionState.Drive.New([Management.Automation.PSDriveInfo]::new('Lab',
                $ExecutionContext.SessionState.Provider.GetOne('FileSystem'), $Folder, '', $null), 'Global')
            Save-FigsharePlate 11
            Save-FigsharePlate 11 -Destination '[1]'
            Save-FigsharePlate 11 -OutputDirectory Lab:/drive
            """).Clean();

        Assert.Equal(
            [Path.Combine(Folder, "11.bin"), Path.Combine(Folder, "[1]", "11.bin"), Path.Combine(Folder, "drive", "11.bin")],
            outcome.Values<string>("Path"));
    }

    [Fact]
    public void Verbose_messages_contain_the_decisions()
    {
        Publish(11, 100_000);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect));

        var first = Run("Save-FigsharePlate 11 -FileName a.bin -Length 100000 -Destination $Folder -Verbose").Clean();
        var second = Run("Save-FigsharePlate 11 -FileName a.bin -Length 100000 -Destination $Folder -Verbose").Clean();

        Assert.Contains(first.Verbose, text => text.Contains("challenged the request", StringComparison.Ordinal));
        Assert.Contains(second.Verbose, text => text.Contains("skipped", StringComparison.Ordinal));
    }
}
