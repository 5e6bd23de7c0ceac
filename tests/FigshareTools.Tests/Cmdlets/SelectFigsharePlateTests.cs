using System;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class SelectFigsharePlateTests : ModuleTest
{
    private const string Rows = """
        $rows = @(
            [pscustomobject]@{ FileId = 11; FileName = 'one/a.sqlite'; size = '3000'; well = 'A01' }
            [pscustomobject]@{ FileId = 12; Plate = 'SQ12'; size = '2000'; well = 'A02' }
            [pscustomobject]@{ FileId = 13; FileName = 'two/c.csv'; size = ''; well = 'A03' }
            [pscustomobject]@{ FileId = 14; FileName = 'd.csv'; size = '500'; well = 'A04' }
            [pscustomobject]@{ FileId = 15; FileName = ''; size = '100'; well = 'A05' })
        """;

    /// <summary>Parameters, and the file ids that they select. One session serves all, because a session costs time.</summary>
    private static readonly (string Parameters, string FileIds)[] s_filters =
    [
        ("", "11 12 13 14 15"),
        ("-Include *.csv", "13 14"),
        ("-Include C.*, sq12", "12 13"),
        ("-Include one/*", "11"),
        ("-Exclude *.csv, sq*", "11 15"),
        ("-Include *.sqlite -Exclude SQ12.sqlite", "11"),
        ("-MinimumLength 2000", "11 12 13"),
        ("-MaximumLength 2000", "12 13 14 15"),
        ("-MinimumLength 200 -MaximumLength 1KB", "13 14"),
        ("-Include *.csv -MaximumLength 100", "13"),
    ];

    private static readonly (string Parameters, string Id)[] s_errors =
    [
        ("-ArrayTask", "NoArrayTask"),
        ("-ShardCount 4", "NoArrayTask"),
        ("-ShardIndex 1", "NoArrayTask"),
        // Variables that are not set.
        ("-ShardIndex $env:NOT_SET -ShardCount $env:NOT_SET", "NoArrayTask"),
        ("-ShardIndex '' -ShardCount 4", "NoArrayTask"),
        ("-ShardIndex 4 -ShardCount 4", "InvalidShard"),
        ("-ShardIndex 0 -ShardCount 0", "InvalidShard"),
        ("-MinimumLength 2GB -MaximumLength 1GB", "BadLengths"),
    ];

    [Fact]
    public void Plates_are_filtered_by_name_and_length()
    {
        var selected = s_filters.Select(filter =>
            (filter.Parameters, FileIds: string.Join(' ', Select(filter.Parameters).Clean().Values<int>("FileId"))));

        Assert.Equal(s_filters, selected);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void Wrong_parameters_select_nothing()
    {
        var outcomes = s_errors.Select(error => (error.Parameters, Outcome: Select(error.Parameters))).ToList();

        Assert.All(outcomes, error => Assert.Empty(error.Outcome.Output));
        Assert.Equal(
            s_errors,
            outcomes.Select(error => (error.Parameters, error.Outcome.Errors.Single().FullyQualifiedErrorId.Split(',')[0])));
    }

    [Fact]
    public void Rows_are_returned_as_they_are()
    {
        Publish(11);

        var outcome = Run($$"""
            {{Rows}}
            $saved = Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder
            $in = @($rows; $saved; [IO.FileInfo]$saved.Path; 18028784; 'https://ndownloader.figshare.com/files/185'; $rows[0])
            foreach ($shard in @{}, @{ ShardIndex = 0; ShardCount = 1 }) {
                [pscustomobject]@{ FileId = ''; size = '' } | Select-FigsharePlate @shard
                $out = @($in | Select-FigsharePlate @shard)
                $out.Count -eq $in.Count
                for ($i = 0; $i -lt $out.Count; $i++) { [object]::ReferenceEquals($in[$i], $out[$i]) }
            }
            """).Clean();

        Assert.Equal(Enumerable.Repeat<object>(true, 22), outcome.Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void Rows_that_say_too_little_give_one_warning()
    {
        Assert.StartsWith("1 rows without a length are selected", Warning("-MaximumLength 1GB"), StringComparison.Ordinal);
        Assert.StartsWith("1 rows without a name are left out", Warning("-Include *.sqlite"), StringComparison.Ordinal);
        Assert.StartsWith("5 rows without a Status are left out", Warning("-Status Missing"), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_and_verifications_are_filtered_by_state()
    {
        Publish(11);
        Publish(12);

        var outcome = Run("""
            $null = Get-FigshareManifest 4 -Include 11.bin | Save-FigsharePlate -Destination $Folder
            $all = Get-FigshareManifest 4 | Test-FigsharePlate -Destination $Folder
            $all | Select-FigsharePlate -Status missing, WrongMd5 -OutVariable missing
            $missing | Save-FigsharePlate | Select-FigsharePlate -Status Downloaded
            $all | Select-FigsharePlate -Status Skipped
            """).Clean();

        Assert.Equal(["12.bin Missing", "12.bin Downloaded"], outcome.Output.Select(result =>
            $"{result.Properties["FileName"].Value} {result.Properties["Status"].Value}"));
    }

    [Fact]
    public void States_are_those_of_results_and_verifications()
    {
        var outcome = Run("""
            [Enum]::GetNames([FigshareTools.PlateStatus])
            [Enum]::GetNames([FigshareTools.VerificationStatus])
            (Get-Command Select-FigsharePlate).Parameters['Status']
            """).Clean();

        Assert.Equal(
            outcome.Output.SkipLast(1).Select(name => name.ToString()),
            ((ParameterMetadata)outcome.Output[^1].BaseObject).Attributes.OfType<ValidateSetAttribute>().Single().ValidValues);
    }

    [Fact]
    public void Shards_are_disjoint_and_complete_in_every_order()
    {
        var outcome = Run($$"""
            {{Rows}}
            foreach ($list in $rows, @($rows[3, 1, 4, 0, 2])) {
                foreach ($i in 0..2) { "$(($list | Select-FigsharePlate -ShardIndex $i -ShardCount 3).FileId)" }
            }
            """).Clean();

        // The plate 13 has no length and counts 1400, the mean. The order is that of the rows.
        Assert.Equal(["11", "12", "13 14 15", "11", "12", "14 15 13"], outcome.Output.Select(value => value.ToString()));
    }

    [Fact]
    public void States_do_not_change_the_split()
    {
        const string Split = "foreach ($i in 0, 1) { \"$(($list | Select-FigsharePlate -Status Missing "
            + "-ShardIndex $i -ShardCount 2).FileId)\" }";

        var outcome = Run($$"""
            $list = foreach ($id in 1..4) { [pscustomobject]@{ FileId = $id; Length = 10 - $id; Status = 'Missing' } }
            {{Split}}
            $list[0].Status = 'Valid'
            {{Split}}
            """).Clean();

        Assert.Equal(["1 4", "2 3", "4", "2 3"], outcome.Output.Select(value => value.ToString()));
    }

    [Fact]
    public void Row_that_is_no_plate_is_an_error_and_the_others_go_on()
    {
        var outcome = Run("""
            & {
                [pscustomobject]@{ colour = 'red' }
                [pscustomobject]@{ FileId = '1,234' }
                'https://ndownloader.figshare.com/articles/1?private_link=63fc1ada93e42e388e63'
                @{ FileId = 1 }
                [pscustomobject]@{ FileId = 12 }
            } | Select-FigsharePlate
            """);

        Assert.Equal([12], outcome.Values<int>("FileId"));
        Assert.Equal(
            ["InvalidPlate", "InvalidPlate", "InvalidPlate", "InvalidPlate"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("its columns are 'colour'", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "63fc1ada93e42e388e63", $"{outcome.Errors[2]} {outcome.Errors[2].TargetObject}", StringComparison.Ordinal);
    }

    private ScriptOutcome Select(string parameters) => Run($"{Rows}; $rows | Select-FigsharePlate {parameters}");

    private string Warning(string parameters) => Assert.Single(Select(parameters).Clean().Warnings);
}
