using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public sealed class ExportFigshareReportTests : ModuleTest
{
    private const string Log = """
        {"schema":1,"time":"2026-11-24T21:00:00.000Z","run":"a","event":"runStarted","destination":"/data"}
        {"schema":1,"time":"2026-11-24T21:00:01.000Z","run":"a","event":"plateStarted","plate":1,"name":"SQ1","fileId":1}
        {"schema":1,"time":"2026-11-24T21:00:05.000Z","run":"a","event":"platePublished","plate":1,"status":"Saved"}
        {"schema":1,"time":"2026-11-24T21:00:06.000Z","run":"a","event":"runEnded","reason":"completed"}
        """;

    private string Page => Path.Combine(Folder, "night.html");

    private string LogFile => Path.Combine(Folder, "night.jsonl");

    [Fact]
    public void Log_becomes_a_page_and_a_summary()
    {
        File.WriteAllText(LogFile, Log);

        var outcome = Run("Export-FigshareReport -LogPath $args[0] -Path $args[1] -Summary", LogFile, Page).Clean();

        Assert.Equal("FigshareTools: The plate is there.", outcome.Output[0].BaseObject);
        Assert.InRange(outcome.Output.Count, 3, 10);
        Assert.Contains("SQ1", XDocument.Load(Page).Root!.Value, StringComparison.Ordinal);
        Assert.Equal(["night.html", "night.jsonl"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Without_a_path_the_summary_is_the_output()
    {
        File.WriteAllText(LogFile, Log);

        Assert.NotEmpty(Run("Export-FigshareReport -LogPath $args[0]", LogFile).Clean().Output);
        Assert.Empty(Run("Export-FigshareReport -LogPath $args[0] -Path $args[1]", LogFile, Page).Clean().Output);
    }

    [Fact]
    public void Wildcards_take_all_logs_and_brackets_may_be_a_name()
    {
        File.WriteAllText(Path.Combine(Folder, "a.jsonl"), Log);
        File.WriteAllText(Path.Combine(Folder, "b[1].jsonl"), Log.Replace("2026-11-24", "2026-11-25", StringComparison.Ordinal));

        Run("Export-FigshareReport -LogPath \"$Folder/*.jsonl\" -Path $args[0]", Page).Clean();
        Assert.Contains("All nights", XDocument.Load(Page).Root!.Value, StringComparison.Ordinal);

        Run("Export-FigshareReport -LogPath \"$Folder/b[1].jsonl\" -Path $args[0]", Page).Clean();
        Assert.DoesNotContain("All nights", XDocument.Load(Page).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_and_errors_become_a_page()
    {
        Publish(1);
        Publish(2);

        Run("""
            $results = 1, 2, 9 | ForEach-Object {
                [pscustomobject]@{ FileId = $_; Plate = "SQ$_"; FileName = "$_.bin"; ArticleId = 4 } } |
                Save-FigsharePlate -Destination $Folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $results, $failed | Export-FigshareReport -Path "$Folder/night.html"
            """).Clean();

        var page = XDocument.Load(Page).Root!.Value;
        Assert.Contains("2 of 3 plates are there, 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("1 plate failed: NotFound", page, StringComparison.Ordinal);
        Assert.Contains(
            "[pscustomobject]@{ FileId = 9; ArticleId = 4; Plate = 'SQ9'; FileName = '9.bin' }", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$null | Export-FigshareReport")]
    [InlineData("@() | Export-FigshareReport")]
    [InlineData("@($null, @()) | Export-FigshareReport")]
    public void Nothing_piped_is_a_report_that_says_so(string script) => Assert.Equal(
        "FigshareTools: No plate was saved.", Run(script).Clean().Output[0].BaseObject);

    [Fact]
    public void Verifications_and_rows_of_a_table_are_understood()
    {
        var outcome = Run("""
            [pscustomobject]@{ Plate = 'a'; Status = 'Missing'; Problem = 'the file does not exist' },
            [pscustomobject]@{ Plate = 'b'; FileId = '7'; Status = 'Downloaded'; Verified = 'Md5'; BytesPerSecond = '100'
                Elapsed = '00:00:10' } | Export-FigshareReport
            """).Clean();

        Assert.Equal(
            [
                "FigshareTools: 1 of 2 plates is there, 1 failed.", "Downloaded: 1 plate, 1.00 KB.", "Verified: 1 by MD5.",
                "Failed: 1 plate, Missing: the file does not exist",
            ],
            outcome.Output.Select(line => (string)line.BaseObject).Take(4));
    }

    [Fact]
    public void Object_that_is_no_plate_is_one_error()
    {
        var outcome = Run("[pscustomobject]@{ Colour = 'red' } | Export-FigshareReport");

        Assert.StartsWith("InvalidPlate,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_log_ends_the_cmdlet_and_keeps_the_page()
    {
        File.WriteAllText(LogFile, "plate,figshare_id\n");
        File.WriteAllText(Page, "yesterday");

        var outcome = Run("Export-FigshareReport -LogPath $args[0] -Path $args[1]", LogFile, Page);

        Assert.StartsWith("InvalidLog,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("yesterday", File.ReadAllText(Page));
    }

    [Theory]
    [InlineData("-LogPath $Folder/night.jsonl -Path $Folder/night.jsonl")]
    [InlineData("-LogPath $Folder/n*.jsonl $Folder/night.jsonl -Force")]
    [InlineData("-LogPath $Folder/night.jsonl -Path $Folder/other.jsonl")]
    [InlineData("-LogPath $Folder/torn.log -Path $Folder/torn.log")]
    [InlineData("-InputObject $null -Path $Folder/night.jsonl")]
    public void A_log_is_not_replaced_by_a_report(string parameters)
    {
        // What a power loss may leave is a log all the same.
        var files = new[] { ("night.jsonl", Log), ("other.jsonl", Log), ("torn.log", "1\n" + Log) };
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(Folder, name), text);
        }

        var error = Assert.Single(Run($"Export-FigshareReport {parameters}").Errors);

        Assert.StartsWith("BadPath,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("it is the log of a run, which the page would replace", error.ToString(), StringComparison.Ordinal);
        Assert.All(files, file => Assert.Equal(file.Item2, File.ReadAllText(Path.Combine(Folder, file.Item1))));
    }

    [Theory]
    [InlineData("$Folder/night.jsonl", "BadPath", "give the log with -LogPath")]
    [InlineData("-Path $Folder/night.jsonl", "BadPath", "give the log with -LogPath")]
    [InlineData("$Folder/gone.jsonl", "BadPath", "give the log with -LogPath")]
    [InlineData("$Folder/night.html", "NoLog", "give a log with -LogPath")]
    [InlineData("", "NoLog", "give a log with -LogPath")]
    public void Without_a_log_and_objects_the_error_names_LogPath(string parameters, string errorId, string advice)
    {
        File.WriteAllText(LogFile, Log);

        var error = Assert.Single(Run($"Export-FigshareReport {parameters}").Errors);

        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Log, File.ReadAllText(LogFile));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Objects_and_the_page_by_position_become_a_page()
    {
        Run("$null | Export-FigshareReport $args[0]", Page).Clean();

        Assert.Contains("No plate was saved", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_piped_file_is_an_error_that_names_LogPath()
    {
        File.WriteAllText(LogFile, Log);
        File.WriteAllText(Page, "yesterday");

        var outcome = Run("[IO.FileInfo]::new($args[0]) | Export-FigshareReport -Path $args[1] -Summary", LogFile, Page);

        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("night.jsonl is a file on disk, not a result; give a log with -LogPath.", error.ToString());
        Assert.Empty(outcome.Output);
        Assert.Equal("yesterday", File.ReadAllText(Page));
    }

    [Theory]
    [InlineData("-NoClobber", "FileExists,")]
    [InlineData("-NoClobber -Force", "FileExists,")]
    [InlineData("", "FileAccess,")]
    public void Page_that_must_stay_is_an_error(string switches, string errorId)
    {
        File.WriteAllText(Page, "yesterday");
        File.SetAttributes(Page, FileAttributes.ReadOnly);

        var outcome = Run($"$null | Export-FigshareReport -Path $args[0] {switches}", Page);

        Assert.StartsWith(errorId, Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("yesterday", File.ReadAllText(Page));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Force_replaces_a_read_only_page()
    {
        File.WriteAllText(Page, "yesterday");
        File.SetAttributes(Page, FileAttributes.ReadOnly);

        var outcome = Run("$null | Export-FigshareReport -Path $args[0] -Force -PassThru", Page).Clean();

        Assert.Equal(Page, Assert.IsType<FileInfo>(Assert.Single(outcome.Output).BaseObject).FullName);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(Run("$null | Export-FigshareReport -Path $args[0] -PassThru -WhatIf", Page).Clean().Output);

        Assert.Empty(Directory.GetFiles(Folder));
    }
}
