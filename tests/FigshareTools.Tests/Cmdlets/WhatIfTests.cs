using System;
using System.IO;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The plan that -WhatIf shows.</summary>
public class WhatIfTests : ModuleTest
{
    private readonly RecordingHost _host;

    public WhatIfTests()
        : this(new RecordingHost())
    {
    }

    private WhatIfTests(RecordingHost host)
        : base(host) => _host = host;

    [Fact]
    public void Each_plate_and_the_sums_are_shown_after_one_request()
    {
        Publish(11, 16_800_000, "a.bin");
        Publish(12, name: "b.bin");
        Publish(13, name: "c.bin");
        File.WriteAllBytes(Path.Combine(Folder, "b.bin"), new byte[10_000]);
        File.WriteAllBytes(Path.Combine(Folder, "c.bin"), new byte[7]);

        var outcome = Run("11..13 | ForEach-Object { [pscustomobject]@{ id = $_; article_id = 4 } } | Save-FigsharePlate -Destination $Folder -WhatIf")
            .Clean();

        Assert.Empty(outcome.Output);
        Assert.Single(Figshare.Log.Snapshot());
        AssertLine(0, "Save 16.8 MB to ", "a.bin", "file 11");
        AssertLine(1, "Skip ", "b.bin', which is there (10.0 KB)");
        AssertLine(2, "Replace ", "c.bin' (7 B) by 10.0 KB");
        AssertLine(3, "Sum: save 1, replace 1, skip 1; download 16.8 MB; ", " free", "3 plates to ");
        Assert.All(_host.Lines, line => Assert.StartsWith("What if: Performing the operation ", line, StringComparison.Ordinal));
        Assert.Equal(["b.bin", "c.bin"], Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public void A_broken_download_is_resumed_from_its_bytes()
    {
        Publish(11, 8_000_000, "a.bin");
        Figshare.Faults.Add(Fault.Close(5_000_000));
        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder -MaximumRetryCount 0 -SegmentCount 1");

        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder -WhatIf").Clean();
        Run("Save-FigsharePlate 11 -ArticleId 4 -Destination $Folder -Force -WhatIf").Clean();

        AssertLine(0, "Resume from ", " of 8.00 MB to ");
        AssertLine(1, "Sum: resume 1; download ");
        AssertLine(2, "Save 8.00 MB to ");
    }

    [Theory]
    [InlineData("-Checksum", "Compare the MD5 of ")]
    [InlineData("-Force", "Replace ")]
    public void Switches_change_what_happens_to_an_existing_file(string parameter, string expected)
    {
        Publish(11, name: "a.bin");
        File.WriteAllBytes(Path.Combine(Folder, "a.bin"), new byte[10_000]);

        Run($"Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder {parameter} -WhatIf").Clean();

        AssertLine(0, expected);
    }

    [Fact]
    public void What_is_not_known_is_said()
    {
        Run("Save-FigsharePlate 11, 12 -Destination $Folder/new -WhatIf").Clean();

        AssertLine(0, "Save an unknown number of bytes to ", "under the name that Figshare gives");
        AssertLine(2, "Sum: save 2; download 0 B and the 2 whose length is not known; ");
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void An_article_that_cannot_be_asked_is_one_warning()
    {
        var outcome = Run("11, 12 | ForEach-Object { [pscustomobject]@{ id = $_; article_id = 99 } } | Save-FigsharePlate -Destination $Folder -WhatIf")
            .Clean();

        Assert.Contains("article 99: what its rows lack is not known", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, _host.Lines.Count);
    }

    [Fact]
    public void Rows_that_a_run_refuses_are_errors()
    {
        var outcome = Run("""
            [pscustomobject]@{ id = 11; name = '../a.bin' }, [pscustomobject]@{ id = 11; name = 'a.bin'; size = 1 },
                [pscustomobject]@{ id = 12; name = 'a.bin'; size = 1 } | Save-FigsharePlate -Destination $Folder -WhatIf
            """);

        Assert.Equal(["InvalidFileName", "DuplicateTarget"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    private void AssertLine(int index, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(text, _host.Lines[index], StringComparison.Ordinal));
}
