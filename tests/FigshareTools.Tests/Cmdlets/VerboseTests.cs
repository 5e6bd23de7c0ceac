using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>What -Verbose says about plates and requests, and what progress bars say about totals.</summary>
public sealed class VerboseTests : ModuleTest
{
    [Fact]
    public void Save_says_start_host_verification_and_end()
    {
        var file = Publish(11);

        var verbose = Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -Verbose").Clean().Verbose;

        AssertInOrder(
            verbose,
            "11 (file 11): started",
            "11 (file 11): downloading from 127.0.0.1, from byte 0",
            $"11 (file 11): verified: length and MD5 ({file.Content.Md5}) are right",
            "11 (file 11): saved as '");
    }

    [Fact]
    public void Save_says_resume_point_and_retries_with_reason()
    {
        Publish(11, length: 4 << 20);
        Figshare.Faults.Add(Fault.Close(afterBytes: 2 << 20));
        Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -MaximumRetryCount 0");
        Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Storage));

        var verbose = Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -Verbose").Clean().Verbose;

        AssertInOrder(
            verbose,
            "11 (file 11): resuming: 2097152 of 4194304 bytes are on disk; ",
            "11 (file 11): 127.0.0.1 failed (HTTP 503): trying again in ",
            "11 (file 11): downloading from 127.0.0.1, from byte 2097152");
    }

    [Fact]
    public void Test_says_start_and_outcome_of_each_plate()
    {
        Publish(11);
        Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder").Clean();

        var verbose = Run("""
            [pscustomobject]@{ name = '11.bin'; size = 10000 }, [pscustomobject]@{ name = 'other.bin' } |
                Test-FigsharePlate -Destination $Folder -ThrottleLimit 1 -Verbose
            """).Clean().Verbose;

        AssertInOrder(
            verbose,
            "11.bin: started", "11.bin: Valid", "other.bin: started", "other.bin: Missing: there is no such file");
    }

    [Fact]
    public void Get_says_its_requests_and_what_was_cached()
    {
        Publish(11);

        var first = Run("Get-FigshareManifest 4 -Verbose").Clean().Verbose;
        var second = Run("Get-FigshareManifest 4 -Verbose").Clean().Verbose;

        Assert.Contains(first, text => text.StartsWith("article 4: GET /v2/articles/4", StringComparison.Ordinal)
            && text.EndsWith(" bytes", StringComparison.Ordinal));
        Assert.Contains(second, text => text.EndsWith(": unchanged, so the cached response is used", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_without_lengths_shows_neither_percentage_nor_time_left()
    {
        for (var id = 11; id <= 14; id++)
        {
            Publish(id);
        }

        var bars = Run("""
            11..14 | ForEach-Object { [pscustomobject]@{ id = $_; name = "$_.bin" } } |
                Save-FigsharePlate -Destination $Folder -ThrottleLimit 1
            """).Clean().Progress.Where(record => record.ParentActivityId < 0).ToArray();

        Assert.Contains(bars, bar => bar.StatusDescription.Contains("of at least ", StringComparison.Ordinal));
        // Of the plates that have not begun, the lengths are not known.
        var first = bars.Where(bar => bar.StatusDescription[0] is '0' or '1' or '2').ToArray();
        Assert.NotEmpty(first);
        Assert.All(first, bar => Assert.Equal((-1, -1), (bar.PercentComplete, bar.SecondsRemaining)));
    }

    private static void AssertInOrder(IReadOnlyList<string> messages, params string[] beginnings)
    {
        var from = 0;
        foreach (var beginning in beginnings)
        {
            var index = messages.Skip(from).ToList().FindIndex(text => text.StartsWith(beginning, StringComparison.Ordinal));
            Assert.True(index >= 0, $"'{beginning}' is not in: {string.Join(Environment.NewLine, messages.Skip(from))}");
            from += index + 1;
        }
    }
}
