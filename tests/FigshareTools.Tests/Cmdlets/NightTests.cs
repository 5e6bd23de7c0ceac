using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Save-FigsharePlate with a timetable and with a deadline.</summary>
public class NightTests : ModuleTest
{
    [Theory]
    [InlineData("'08:00=10 Mbit'", "'10 Mbit' in '08:00=10 Mbit' is no limit")]
    [InlineData("'08:00=1MB', 'Mo 18:00=0'", "'Mo' in 'Mo 18:00=0' is no weekday")]
    [InlineData("'08:00=10MB,18:00=0'",
        "write each entry as a text of its own, separated by commas outside the quotation marks")]
    [InlineData("@()", "")]
    public void A_timetable_that_cannot_be_read_is_an_error_of_its_parameter(string schedule, string message)
    {
        var error = Assert.Single(Run($"Save-FigsharePlate 11 -Destination $Folder -BandwidthSchedule {schedule}").Errors);

        Assert.StartsWith("ParameterArgumentValidationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'BandwidthSchedule'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void A_timetable_limits_the_run_from_its_beginning()
    {
        Publish(11);

        var outcome = Run(
            "Save-FigsharePlate 11 -Destination $Folder -BandwidthSchedule 00:00=100MB,12:00=100MB -MaximumBytesPerSecond 50MB "
            + "-Verbose").Clean();

        Assert.Single(outcome.Output);
        Assert.Contains(outcome.Verbose, text => text.Contains("52.4 MB", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-StopAt '2020-01-01 06:30'", "-StopAt 2020-01-01 06:30 is over; for a time of tomorrow, write")]
    [InlineData("-StopAt ([datetime]::UtcNow.AddMinutes(-1))", "is over")]
    [InlineData("-StopAfter 8", "such as '08:00:00' for eight hours")]
    [InlineData("-StopAfter '8'", "such as '08:00:00' for eight hours")]
    [InlineData("-StopAfter ' 24 '", "such as '08:00:00' for eight hours")]
    [InlineData("-StopAfter '8h'", "such as '08:00:00' for eight hours")]
    [InlineData("-StopAfter '-08:00:00'", "such as '08:00:00' for eight hours")]
    [InlineData("-StopAfter ([timespan]::MaxValue)", "-StopAfter is too long")]
    [InlineData("-StopAt ([datetime]::Now.AddHours(1)) -StopAfter 01:00", "cannot be used together")]
    public void A_deadline_that_makes_no_sense_ends_the_cmdlet(string parameters, string message)
    {
        var error = Assert.Single(Run($"Save-FigsharePlate 11 -Destination $Folder {parameters}").Errors);

        Assert.StartsWith("BadDeadline,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("'24:00:00'", "1.00:00:00")]
    [InlineData("'36:00'", "1.12:00:00")]
    [InlineData("'100:30:15.5'", "4.04:30:15.5000000")]
    [InlineData("([psobject]'24:00')", "1.00:00:00")]
    [InlineData("'08:30'", "08:30:00")]
    [InlineData("' 0:00:01 '", "00:00:01")]
    [InlineData("'1.12:00:00'", "1.12:00:00")]
    [InlineData("([timespan]::FromDays(24))", "24.00:00:00")]
    public void A_text_in_StopAfter_begins_with_hours(string value, string expected)
    {
        var read = Run($$"""
            $attributes = (Get-Command Save-FigsharePlate).Parameters['StopAfter'].Attributes
            $value = {{value}}
            foreach ($attribute in $attributes) {
                if ($attribute -is [System.Management.Automation.ArgumentTransformationAttribute]) {
                    $value = $attribute.Transform($ExecutionContext, $value)
                }
            }
            [timespan]$value
            """).Clean();

        Assert.Equal(expected, Assert.Single(read.Output).ToString());
    }

    [Fact]
    public void Each_row_is_an_error_at_the_deadline_and_can_be_piped_again()
    {
        for (var id = 11; id < 71; id++)
        {
            Publish(id, 2 << 20);
        }

        using var hold = Figshare.Faults.HoldBodies(1 << 20);
        var outcome = Run("""
            11..70 | ForEach-Object { [pscustomobject]@{ id = $_; name = "$_.bin" } } |
                Save-FigsharePlate -Destination $Folder -StopAfter 00:00:01 -ErrorVariable global:failed -ErrorAction 0
            $global:failed
            """);

        var errors = outcome.Output.Select(item => (ErrorRecord)item.BaseObject).ToList();
        Assert.Equal(
            60, errors.Select(error => PSObject.AsPSObject(error.TargetObject).Properties["FileId"].Value).Distinct().Count());
        Assert.All(errors, error => Assert.StartsWith("DeadlineReached,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Equal(ErrorCategory.OperationStopped, error.CategoryInfo.Category));

        hold.Release();
        var next = Run("$global:failed.TargetObject | Save-FigsharePlate -Destination $Folder").Clean();
        Assert.Equal(60, next.Output.Count);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.part*"));
    }

    [Fact]
    public void The_log_has_the_limit_and_the_deadline()
    {
        Publish(11, 2 << 20);
        using var hold = Figshare.Faults.HoldBodies(1 << 20);

        Run(
            "Save-FigsharePlate 11 -Destination $Folder -StopAfter 00:00:01 -BandwidthSchedule 00:00=50MB -ErrorAction 0 "
            + "-LogPath $Folder/night.jsonl");

        var lines = File.ReadAllLines(Path.Combine(Folder, "night.jsonl"));
        Assert.Contains(lines, line => line.Contains("\"bandwidthSchedule\":[\"00:00=50MB\"]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(
            "\"event\":\"limitChanged\",\"bytesPerSecond\":52428800", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"errorId\":\"DeadlineReached\"", StringComparison.Ordinal));
        Assert.Contains("\"event\":\"runEnded\",\"reason\":\"deadline\"", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-StopAt ([datetime]::Now.AddDays(1))")]
    [InlineData("-StopAt ([datetime]::UtcNow.AddHours(1))")]
    [InlineData("-StopAfter 08:30")]
    public void A_deadline_that_is_not_reached_changes_nothing(string parameters)
    {
        Publish(11);

        Assert.Single(Run($"Save-FigsharePlate 11 -Destination $Folder {parameters}").Clean().Output);
    }
}
