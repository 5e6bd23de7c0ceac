using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>What a row says goes on to its result or its error, so that it can be piped to the next cmdlet.</summary>
public class OtherColumnsTests : ModuleTest
{
    private const string Row = "[pscustomobject]@{ id = '11'; article_id = '4'; version = 1; doi = '10.1/x'; name = 'sub/a.bin'; "
        + "well = 'A01'; batch = 7; Status = 'new'; link = 'https://figshare.com/a?private_link=63fc1ada93e42e388e63' }";

    [Fact]
    public void Results_have_the_identity_and_the_other_columns_of_their_row()
    {
        Publish(11);

        var outcome = Run($"{Row} | Save-FigsharePlate -Destination $Folder -OutVariable s; $s | Test-FigsharePlate").Clean();

        Assert.Equal(["Downloaded", "Valid"], outcome.Texts("Status"));
        Assert.All(outcome.Output, result => Assert.Equal(
            "11 4 1 10.1/x sub/a.bin A01 7 https://figshare.com/a…",
            string.Join(' ', new[] { "FileId", "ArticleId", "Version", "Doi", "FileName", "well", "batch", "link" }
                .Select(name => result.Properties[name].Value))));
        // A number stays a number.
        Assert.Equal([7, 7], outcome.Values<int>("batch"));
    }

    [Fact]
    public void Columns_of_a_table_are_read_back_with_its_plates()
    {
        var table = Path.Combine(Folder, "plates.csv");
        File.WriteAllText(table,
            "figshare_id,file_name,well,Status,link\n11,a.bin,A01,Saved,https://figshare.com/a?private_link=63fc1ada93e42e388e63\n");

        var plate = Assert.Single(Run($"Get-FigshareManifest -Path '{table}'").Clean().Output);

        Assert.Equal("A01", plate.Properties["well"].Value);
        Assert.Equal("https://figshare.com/a…", plate.Properties["link"].Value);
        Assert.Null(plate.Properties["Status"]);
    }

    [Fact]
    public void Rows_without_other_columns_give_plain_results()
    {
        Publish(11, name: "a.bin");

        var outcome = Run("""
            Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -OutVariable saved
            $saved | Test-FigsharePlate
            [IO.FileInfo]"$Folder/a.bin" | Test-FigsharePlate
            """).Clean();

        Assert.Equal(3, outcome.Output.Count);
        Assert.All(outcome.Output, result => Assert.DoesNotContain(result.Properties, property => property is PSNoteProperty));
    }

    [Fact]
    public void Article_columns_of_a_manifest_are_no_columns_of_results()
    {
        Publish(11, name: "a.bin");

        Run("""
            Get-FigshareManifest 4 | Export-FigshareManifest $Folder/manifest.csv
            $rows = @(Import-Csv $Folder/manifest.csv)
            $rows[0].PSObject.Properties.Add([psnoteproperty]::new('well', 'A01'))
            $rows | Save-FigsharePlate -Destination $Folder | Export-Csv $Folder/results.csv -NoTypeInformation
            $rows | Test-FigsharePlate -Destination $Folder | Export-Csv $Folder/audit.csv -NoTypeInformation
            """).Clean();

        // PowerShell lists properties that were added to an object before the object's own.
        Assert.StartsWith(
            "\"well\",\"Plate\",\"FileId\",\"FileName\",\"Path\"", Heading("results.csv"), StringComparison.Ordinal);
        Assert.StartsWith("\"well\",\"Plate\",\"Status\",\"Problem\"", Heading("audit.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Checksum -Destination $Folder/plates")]
    [InlineData("-Checksum")]
    [InlineData("")]
    public void Plates_that_are_not_valid_are_repaired_where_they_are(string parameters)
    {
        foreach (var id in new[] { 11, 12, 13 })
        {
            Publish(id, name: $"{id}.bin");
        }

        const string Test = "$rows | Test-FigsharePlate -Destination $Folder/plates";
        var outcome = Run($$"""
            $rows = Get-FigshareManifest 4 | ForEach-Object {
                [pscustomobject]@{ FileId = $_.FileId; FileName = "sub/$($_.FileId)"; ArticleId = 4; well = "w$($_.FileId)" }
            }
            $null = $rows | Save-FigsharePlate -Destination $Folder/plates
            [IO.File]::WriteAllBytes("$Folder/plates/sub/12", [byte[]]::new(10000))
            [IO.File]::Delete("$Folder/plates/sub/13")
            {{Test}} | Where-Object Status -ne Valid | Save-FigsharePlate {{parameters}}
            {{Test}} -Quiet
            """).Clean();

        Assert.Equal(true, outcome.Output[^1].BaseObject);
        var repaired = outcome.Output.SkipLast(1).ToList();
        Assert.Equal(["w12", "w13"], repaired.Select(result => result.Properties["well"].Value).Order());
        Assert.All(repaired, result => Assert.Equal(
            Path.Combine(Folder, "plates", "sub"), Path.GetDirectoryName((string)result.Properties["Path"].Value)));
    }

    [Fact]
    public void Plates_of_an_exported_audit_are_repaired_where_they_are()
    {
        Publish(11);
        Publish(12);

        var outcome = Run("""
            $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
            $null = Get-FigshareManifest 4 | Save-FigsharePlate -Destination plates/set
            [IO.File]::Delete("$Folder/plates/set/12.bin")
            Get-FigshareManifest 4 | Test-FigsharePlate -Destination plates/set | Export-Csv audit.csv -NoTypeInformation
            Import-Csv audit.csv | Where-Object Status -ne Valid | Save-FigsharePlate
            """).Clean();

        Assert.Equal([Path.Combine(Folder, "plates", "set", "12.bin")], outcome.Texts("Path"));
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.bin"));
    }

    [Theory]
    [InlineData("Status = 'done'; Path = \"$Folder/raw/a.bin\"")]
    [InlineData("Status = 'Valid'")]
    [InlineData("Path = \"$Folder/raw/a.bin\"")]
    public void Paths_of_a_table_that_is_no_audit_are_not_destinations(string columns)
    {
        Publish(11);

        var outcome = Run($$"""
            $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
            [pscustomobject]@{ FileId = 11; FileName = 'a.bin'; ArticleId = 4; {{columns}} } | Save-FigsharePlate
            """).Clean();

        Assert.Equal([Path.Combine(Folder, "a.bin")], outcome.Texts("Path"));
    }

    [Fact]
    public void Plates_of_two_folders_need_a_destination()
    {
        Publish(11, name: "a.bin");

        var outcome = Run("""
            & { Get-FigshareManifest 4 | Test-FigsharePlate -Destination $Folder/one
                Get-FigshareManifest 4 | Test-FigsharePlate -Destination $Folder/two } | Save-FigsharePlate
            """);

        Assert.Equal([Path.Combine(Folder, "one", "a.bin")], outcome.Texts("Path"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("give the folder of all plates with -Destination", error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder, "two")));
    }

    [Fact]
    public void The_target_of_an_error_is_all_that_the_row_had()
    {
        Publish(11);
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 11 });

        var outcome = Run($$"""
            {{Row}} | Save-FigsharePlate -Destination $Folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.TargetObject | Export-Csv $Folder/failed.csv
            if ($failed) { $failed.TargetObject | Save-FigsharePlate -Destination $Folder }
            Import-Csv $Folder/failed.csv | Save-FigsharePlate -Destination $Folder
            """);

        Assert.Equal(["Downloaded", "Skipped"], outcome.Texts("Status"));
        Assert.Equal([Path.Combine(Folder, "sub", "a.bin")], outcome.Texts("Path").Distinct());
        Assert.Equal(["A01"], outcome.Texts("well").Distinct());
        Assert.Equal(["7"], outcome.Texts("batch").Distinct());
        Assert.DoesNotContain("63fc1ada", File.ReadAllText(Path.Combine(Folder, "failed.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_plate_that_is_missing_is_saved_with_its_key()
    {
        const string Key = "63fc1ada93e42e388e63";
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Not yet published",
            Doi = "10.6084/m9.figshare.4",
            IsPublic = false,
            PrivateLinks = [Key],
            Versions =
            [
                new SimulatedVersion
                {
                    Files = [new SimulatedFile { Id = 100, Name = "100.bin", Content = SimulatedContent.Pattern(1000, 1) }],
                },
            ],
        });

        var outcome = Run($$"""
            Get-FigshareManifest 'https://ndownloader.figshare.com/files/100?private_link={{Key}}' |
                ForEach-Object { [pscustomobject]@{ FileId = 100; FileName = '100.bin'; PrivateLink = $_.PrivateLink } } |
                Test-FigsharePlate -Destination $Folder | Where-Object Status -ne Valid | Save-FigsharePlate
            """).Clean();

        Assert.Equal(["Downloaded"], outcome.Texts("Status"));
        Assert.Equal("***", outcome.Output[0].Properties["PrivateLink"].Value.ToString());
    }

    private string Heading(string file) => File.ReadLines(Path.Combine(Folder, file)).First();
}
