using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class TestFigsharePlateTests : ModuleTest
{
    private const string Rows = "$rows = 11, 12, 13, 14, 15 | ForEach-Object { [pscustomobject]@{ id = \"$_\"; article_id = '4'; "
        + "plate = \"P$_\"; name = \"P$_.sqlite\" } };";

    [Fact]
    public void Each_wrong_plate_gets_the_status_of_its_defect()
    {
        PublishFive();
        Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder").Clean();
        Flip("P12.sqlite", 5000);
        using (var cut = File.OpenWrite(PathOf("P13.sqlite")))
        {
            cut.SetLength(4096);
        }

        File.Delete(PathOf("P14.sqlite"));
        File.WriteAllText(PathOf("P15.sqlite"), "<html><body>Request blocked</body></html>");

        var outcome = Run($"{Rows} $rows | Test-FigsharePlate -Destination $Folder").Clean();

        Assert.Equal(["P11 Valid", "P12 WrongMd5", "P13 WrongLength", "P14 Missing", "P15 NotSqlite"], Statuses(outcome));
        Assert.Contains(PathOf("P14.sqlite"), outcome.Values<string>("Path"));
        Assert.All(outcome.Output, test => Assert.Equal(test.Properties["Path"].Value, test.Properties["PSPath"].Value));
        Assert.Contains(outcome.Texts("Problem"), problem => problem?.Contains("web page", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Saved_and_skipped_plates_can_be_verified_in_the_same_pipeline()
    {
        PublishFive();
        var line = $"{Rows} $rows | Save-FigsharePlate -Destination $Folder | Test-FigsharePlate";

        var first = Run(line).Clean();
        Flip("P12.sqlite", 5000);
        var second = Run(line).Clean();

        Assert.All(first.Texts("Status"), status => Assert.Equal("Valid", status));
        Assert.Equal(5, first.Output.Count);
        Assert.Equal(["P11 Valid", "P12 WrongMd5", "P13 Valid", "P14 Valid", "P15 Valid"], Statuses(second));
    }

    [Fact]
    public void An_exported_audit_can_be_verified_again()
    {
        Publish(11);
        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder | Test-FigsharePlate | Export-Csv $Folder/audit.csv").Clean();

        var rows = Run("Import-Csv $Folder/audit.csv").Clean();
        var outcome = Run("Import-Csv $Folder/audit.csv | Test-FigsharePlate").Clean();

        Assert.Equal(["Valid"], rows.Texts("Status"));
        Assert.Equal(["10000"], rows.Texts("Length"));
        Assert.Equal(["Valid"], outcome.Texts("Status"));
    }

    [Theory]
    [InlineData("md5")]
    [InlineData("checksum")]
    [InlineData("computed_md5")]
    public void A_manifest_of_names_and_MD5s_is_enough(string heading)
    {
        File.WriteAllText(PathOf("a.bin"), "plate");

        var outcome = Run(
            "param($h, $m) [pscustomobject]@{ name = 'a.bin'; id = ''; size = ''; $h = $m } | Test-FigsharePlate -Destination $Folder",
            heading, Digest.OfFile(PathOf("a.bin"))).Clean();

        Assert.Equal(["Valid"], outcome.Texts("Status"));
    }

    [Fact]
    public void A_file_object_is_not_verified_against_itself()
    {
        File.WriteAllText(PathOf("a.bin"), "plate");

        var outcome = Run("[IO.FileInfo]::new(\"$Folder/a.bin\") | Test-FigsharePlate; Test-FigsharePlate -Path $Folder/a.bin -Length 5").Clean();

        Assert.Equal(["Unverifiable", "Unverifiable"], outcome.Texts("Status"));
        Assert.Equal(["None", "Size"], outcome.Texts("Verified"));
    }

    [Fact]
    public void Invalid_rows_are_errors_and_other_rows_are_verified()
    {
        File.WriteAllText(PathOf("a.bin"), "plate");

        var outcome = Run("""
            [pscustomobject]@{ id = '7' }, [pscustomobject]@{ name = '../a.bin' }, [pscustomobject]@{ path = 'Env:/PATH' },
                [pscustomobject]@{ path = 'nodrive:/a' }, [pscustomobject]@{ name = 'a.bin' } |
                Test-FigsharePlate -Destination $Folder
            """);

        Assert.Equal(["Unverifiable"], outcome.Texts("Status"));
        Assert.Equal(["InvalidFileName", "InvalidFileName", "InvalidFileName", "InvalidPlate"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
        Assert.All(outcome.Errors, error => Assert.Equal("ListedPlate", PSObject.AsPSObject(error.TargetObject).BaseObject.GetType().Name));
    }

    [Fact]
    public void A_verification_creates_no_folder()
    {
        var outcome = Run("Test-FigsharePlate -Plate P -Destination $Folder/none/such").Clean();

        Assert.Equal(["Missing"], outcome.Texts("Status"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("$rows", true)]
    [InlineData("$rows + [pscustomobject]@{ name = 'gone.bin' }", false)]
    [InlineData("$rows + [pscustomobject]@{ name = 'P11.sqlite' }", true)]
    [InlineData("$rows + [pscustomobject]@{ name = 'new.bin' }", false)]
    [InlineData("$rows + [pscustomobject]@{ name = '../P11.sqlite' }", false)]
    [InlineData("@()", false)]
    public void Quiet_gives_one_Boolean_for_the_whole_input(string input, bool expected)
    {
        PublishFive();
        Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder").Clean();
        File.WriteAllText(PathOf("new.bin"), "a file that was never verified");

        var outcome = Run($"{Rows} {input} | Test-FigsharePlate -Destination $Folder -Quiet -ErrorAction SilentlyContinue");

        Assert.Equal(expected, Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Files_alone_are_compared_with_what_was_recorded()
    {
        Publish(11);
        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder").Clean();

        var outcome = Run("""
            Test-FigsharePlate $Folder/*.bin
            [IO.FileInfo]::new("$Folder/11.bin") | Test-FigsharePlate
            """).Clean();

        Assert.Equal(["Valid", "Valid"], outcome.Texts("Status"));
        Assert.Equal(["Recorded", "Recorded"], outcome.Texts("Md5Source"));
        Assert.Equal([11L, 11L], outcome.Values<long>("FileId"));
    }

    [Fact]
    public void The_record_is_trusted_only_when_asked()
    {
        Publish(11);
        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder").Clean();
        Flip("11.bin", 5000);
        const string Row = "[pscustomobject]@{ id = 11; article_id = 4; name = '11.bin' }";

        var outcome = Run($$"""
            {{Row}} | Test-FigsharePlate -Destination $Folder -TrustRecord
            {{Row}} | Test-FigsharePlate -Destination $Folder
            {{Row}} | Save-FigsharePlate -Destination $Folder -Checksum -TrustRecord
            {{Row}} | Save-FigsharePlate -Destination $Folder -Checksum
            """).Clean();

        Assert.Equal(["Valid", "WrongMd5", "Skipped", "Downloaded"], outcome.Texts("Status"));
    }

    [Fact]
    public void Deep_opens_the_database_or_warns_that_it_cannot()
    {
        PublishFive();
        Run($"{Rows} $rows | Save-FigsharePlate -Destination $Folder").Clean();

        var outcome = Run($"{Rows} $rows | Test-FigsharePlate -Destination $Folder -Deep").Clean();
        var quiet = Run($"{Rows} $rows | Test-FigsharePlate -Destination $Folder -Deep -Quiet").Clean();

        Assert.All(outcome.Texts("Status"), status => Assert.Equal("Valid", status));
        var canOpen = outcome.Warnings.Count == 0;
        Assert.All(outcome.Texts("Tables"), tables => Assert.Equal(canOpen ? "Cells 300" : null, tables));
        Assert.Equal(canOpen, Assert.Single(quiet.Output).BaseObject);
        Assert.True(canOpen || outcome.Warnings.Single().StartsWith("-Deep is left out: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_file_that_is_read()
    {
        using (var huge = File.Create(PathOf("huge.bin")))
        {
            huge.SetLength(16L << 30);
        }

        using var shell = Session.Create();
        var reading = new TaskCompletionSource();
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            if (shell.Streams.Progress[added.Index] is { ParentActivityId: >= 0, PercentComplete: >= 0 })
            {
                reading.TrySetResult();
            }
        };
        shell.AddScript(
            "[pscustomobject]@{ name = 'huge.bin'; size = 16GB; md5 = '0' * 32 } | Test-FigsharePlate -Destination $Folder");
        var running = shell.BeginInvoke();
        await reading.Task.WaitAsync(Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Contains(shell.Streams.Progress, record => record.Activity == "Verifying plates");
    }

    private static string[] Statuses(ScriptOutcome outcome) =>
        [.. outcome.Output.Select(test => $"{test.Properties["Plate"].Value} {test.Properties["Status"].Value}").Order()];

    private string PathOf(string name) => Path.Combine(Folder, name);

    private void Flip(string name, long position)
    {
        var written = File.GetLastWriteTimeUtc(PathOf(name));
        using (var file = File.Open(PathOf(name), FileMode.Open))
        {
            file.Position = position;
            var value = file.ReadByte();
            file.Position = position;
            file.WriteByte((byte)~value);
        }

        File.SetLastWriteTimeUtc(PathOf(name), written);
    }

    private void PublishFive()
    {
        for (var id = 11; id <= 15; id++)
        {
            Publish(id, SimulatedContent.FromBytes(SqlitePlate.Bytes(rows: 300)), $"{id}.sqlite");
        }
    }
}
